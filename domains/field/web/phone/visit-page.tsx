import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { Navigation, Phone } from 'lucide-react'
import { useGo } from '#kit/data'
import { useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, KeyValue, ListSkeleton, SlaClock, toast } from '#kit/ui'
import type { VisitSheet } from '../api.ts'
import { VisitStateMark } from '../visit/marks.tsx'
import { VisitSteps } from '../visit/visit-steps.tsx'
import { DayPanes } from './day-panes.tsx'
import { navigationOf } from './day-list.tsx'
import { EntryList } from './entry-list.tsx'
import { isStopped } from '../offline/entries.ts'
import { ReportForm } from './report-form.tsx'
import { useMyDay, type MyDayState } from './use-my-day.ts'
import { stepsOf } from './use-steps.ts'
import { missingOf, useVisitDraft, type VisitDraft } from './visit-draft.ts'

/** One visit, done with a thumb and without a network. */
export function VisitPage() {
  const t = useText('field')
  const { id = '' } = useParams({ strict: false })
  const day = useMyDay()
  const visit = day.visits?.find(({ visitId }) => visitId === id)
  if (visit) return <OpenVisit key={id} visit={visit} day={day} />
  const gone = day.visits ? <EmptyState title={t('visit.notToday')} hint={t('visit.notTodayHint')} /> : <ListSkeleton />
  return (
    <DayPanes day={day} open={id} bar={<h2>{t('visit.title')}</h2>}>
      {day.error && !day.visits ? <ErrorNotice error={day.error} onRetry={day.retry} /> : gone}
    </DayPanes>
  )
}

function OpenVisit({ visit, day }: { visit: VisitSheet; day: MyDayState }) {
  const english = useLocale() === 'en'
  const checklist = useChecklist(visit)
  const [draft, change] = useVisitDraft(visit, day.keeping.drafts, english)
  return (
    <DayPanes
      day={day}
      open={visit.visitId}
      bar={<VisitBar visit={visit} />}
      foot={draft && <VisitFoot visit={visit} day={day} draft={draft} checklist={checklist} />}
    >
      <div className="visit-sheet">
        <EntryList day={day} visitId={visit.visitId} />
        <Where visit={visit} />
        {visit.state === 'on_site' && draft && (
          <ReportForm draft={draft} change={change} checklist={checklist} files={day.keeping.files} />
        )}
        <Progress visit={visit} />
      </div>
    </DayPanes>
  )
}

/** The work order's own list, else what is done at every visit. */
function useChecklist({ checklist }: VisitSheet): readonly string[] {
  const t = useText('field')
  return checklist.length > 0 ? checklist : ['identity', 'backup', 'work', 'test'].map((item) => t(`checklist.${item}`))
}

function VisitBar({ visit: { subject, number, person, siteName, siteAlias, state } }: { visit: VisitSheet }) {
  const nameOf = useLocalName()
  return (
    <>
      <span className="grow">
        <b className="cut visit-title">{subject}</b>
        <span className="s t2 n cut visit-title">
          {[number, person?.name, nameOf(siteName, siteAlias)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <VisitStateMark state={state} />
    </>
  )
}

function Where({ visit }: { visit: VisitSheet }) {
  const t = useText('field')
  const formats = useFormats()
  const { site, person, dueAt, startsAt, endsAt, instructions, state } = visit
  return (
    <section className="phone-block">
      <h3>{t('visit.where')}</h3>
      <KeyValue
        items={[
          [
            t('time'),
            <span key="time" className="n">
              {formats.timeRange(startsAt, endsAt)}
            </span>,
          ],
          dueAt !== null && state !== 'completed' && [t('due'), <SlaClock key="due" dueAt={dueAt} />],
          site && [t('site'), t('place', { site: site.name, address: site.address })],
          !!site?.accessNotes && [
            t('access'),
            <b key="access" className="md">
              {site.accessNotes}
            </b>,
          ],
          person && [t('person'), person.name],
          instructions !== null && [t('instructions'), instructions],
        ]}
      />
      <div className="row block-acts">
        <Button href={navigationOf(visit)} size="large" icon={<Navigation aria-hidden size={16} strokeWidth={1.75} />}>
          {t('visit.navigate')}
        </Button>
        {person?.phone && (
          <Button href={`tel:${person.phone}`} size="large" icon={<Phone aria-hidden size={16} strokeWidth={1.75} />}>
            {person.phone}
          </Button>
        )}
      </div>
    </section>
  )
}

function Progress({ visit }: { visit: VisitSheet }) {
  const t = useText('field')
  return (
    <section className="phone-block">
      <h3>{t('steps.title')}</h3>
      <VisitSteps visit={visit} />
    </section>
  )
}

interface FootProps {
  readonly visit: VisitSheet
  readonly day: MyDayState
  readonly draft: VisitDraft
  readonly checklist: readonly string[]
}

/** The one thing to do next, at the thumb. */
function VisitFoot({ visit, day, draft, checklist }: FootProps) {
  const t = useText('field')
  const go = useGo()
  const steps = stepsOf(day.keeping)
  const [missing] = missingOf(draft, checklist)
  const file = async () => {
    await steps.file(visit, draft, checklist)
    toast({ text: t('visit.filed', { number: visit.number }) })
    go('/field/my-day')
  }
  if (visit.state === 'completed' || visit.state === 'cancelled') return null
  if (isStopped(visit, day.waiting)) {
    return (
      <footer className="visit-foot">
        <FootButton word={t('kept.decide')} ready={false} onClick={() => showPart('kept')} />
      </footer>
    )
  }
  return (
    <footer className="visit-foot">
      {visit.state === 'planned' && <FootButton word={t('visit.setOff')} onClick={() => steps.setOff(visit)} />}
      {visit.state === 'travelling' && <FootButton word={t('visit.arrive')} onClick={() => steps.arrive(visit)} />}
      {visit.state === 'on_site' && (
        <FootButton
          word={missing ? t(`visit.missing.${missing.what}`, { count: missing.count }) : t('visit.finish')}
          ready={missing === undefined}
          onClick={() => (missing ? showPart(missing.what) : void file())}
        />
      )}
    </footer>
  )
}

/** Not ready yet: the button says what is missing, and leads there. */
function FootButton({ word, ready = true, onClick }: { word: string; ready?: boolean; onClick: () => void }) {
  return (
    <Button type={ready ? 'primary' : 'default'} size="large" block onClick={onClick}>
      {word}
    </Button>
  )
}

function showPart(what: string): void {
  document.querySelector(`[data-parts~="${what}"]`)?.scrollIntoView({ block: 'center' })
}
