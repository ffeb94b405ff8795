import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { Globe } from 'lucide-react'
import { RefusedByServer, useQuery } from '#kit/data'
import { changeLocale, useFormats, useLocale, useText } from '#kit/i18n'
import { Avatar, EmptyState, ErrorNotice, ListSkeleton, Mark } from '#kit/ui'
import { fieldApi, type Tracked } from '../api.ts'
import { VisitSteps } from '../visit/visit-steps.tsx'
import './track.css'

const READ_AGAIN_MS = 30_000

/** What the customer sees who opens the link: who comes, when, and how far it is. No sign-in, nothing else. */
export function TrackPage() {
  const t = useText('field')
  const { token = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery({
    ...fieldApi.query('trackVisit', { params: { token } }),
    refetchInterval: READ_AGAIN_MS,
  })
  const unknown = error instanceof RefusedByServer && error.status === 404
  return (
    <main className="track">
      <header className="track-head">
        <b>{data?.companyName ?? ''}</b>
        <LanguageSwitch />
      </header>
      {data ? (
        <TrackedVisit visit={data} />
      ) : unknown ? (
        <EmptyState title={t('track.unknown')} hint={t('track.unknownHint')} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
      <footer className="track-foot s t2">
        <Mark size={16} /> Facet 万象
      </footer>
    </main>
  )
}

function LanguageSwitch() {
  const english = useLocale() === 'en'
  return (
    <Button
      type="text"
      lang={english ? 'zh-CN' : 'en'}
      icon={<Globe aria-hidden size={16} strokeWidth={1.75} />}
      onClick={() => void changeLocale(english ? 'zh-CN' : 'en')}
    >
      {english ? '中文' : 'English'}
    </Button>
  )
}

function TrackedVisit({ visit }: { visit: Tracked }) {
  const t = useText('field')
  const formats = useFormats(visit.zone)
  const { state, subject, siteName, startsAt, endsAt, technicianName, completedAt } = visit
  const window = formats.timeRange(startsAt, endsAt)
  const elsewhere = visit.zone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  const cancelled = state === 'cancelled'
  const showsTime = startsAt !== null && completedAt === null && !cancelled
  return (
    <>
      <h1 role="status">
        {t(`track.state.${state}`, { name: technicianName ?? '', time: formats.time(completedAt) })}
      </h1>
      {showsTime && (
        <p className="track-when">
          <span className="t2">{formats.day(startsAt)}</span>
          <b className="n">{window}</b>
        </p>
      )}
      <section className="track-card">
        <p className="md">{subject}</p>
        {siteName && <p className="t2">{siteName}</p>}
        {technicianName && !cancelled && (
          <p className="row track-who">
            <Avatar name={technicianName} size={32} />
            <span>
              <span className="s t2">{t('technician')}</span>
              <b>{technicianName}</b>
            </span>
          </p>
        )}
      </section>
      {cancelled ? (
        <p className="t2">{t('track.cancelledHint')}</p>
      ) : (
        <section className="track-card" aria-label={t('steps.title')}>
          <VisitSteps visit={visit} zone={visit.zone} />
        </section>
      )}
      {elsewhere && !cancelled && <p className="s t2">{t('track.zone', { zone: visit.zone })}</p>}
    </>
  )
}
