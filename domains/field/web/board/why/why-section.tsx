import { X } from 'lucide-react'
import { useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton, Section, Shape } from '#kit/ui'
import { fieldApi, type Verdict, type Why } from '../../api.ts'
import type { BoardState } from '../use-board.ts'
import { useRefusalWords, useSupplyWords } from './why-words.ts'

/** Why this technician and time: the planner's own figures for everybody on duty, asked of the board as it stands. */
export function WhySection({ state }: { state: BoardState }) {
  const why = useWhy(state, state.selected)
  if (why.error) return <ErrorNotice error={why.error} onRetry={() => void why.refetch()} />
  if (why.data?.visitId !== state.selected) return <ListSkeleton />
  return why.data.verdicts.length === 0 ? null : <WhyList why={why.data} />
}

export function useWhy({ day, plan }: BoardState, visitId: string) {
  const query = { day, ...(plan && { plan: plan.draftId }) }
  return useQuery(fieldApi.query('whyVisit', { params: { id: visitId }, query }))
}

function WhyList({ why }: { why: Why }) {
  const t = useText('field')
  const formats = useFormats()
  const planned = why.verdicts.find((verdict) => verdict.planned)
  const title = planned
    ? t('why.title', { name: planned.technicianName, time: formats.time(why.startsAt) })
    : t('why.nobody')
  return (
    <Section title={title}>
      <p className="s t2" id="why">
        <Lead why={why} planned={planned} />
      </p>
      <ul className="why-list">
        {why.verdicts.map((verdict) => (
          <VerdictLine key={verdict.technicianId} verdict={verdict} />
        ))}
      </ul>
      <p className="s t3">{t('why.unit')}</p>
    </Section>
  )
}

/** The answer in one sentence: how much better this is than the next best. */
function Lead({ why: { verdicts }, planned }: { why: Why; planned: Verdict | undefined }) {
  const t = useText('field')
  const formats = useFormats()
  const next = verdicts.find(({ planned: own, refused }) => !own && refused === null)
  if (!next) return <>{t(planned ? 'why.onlyOne' : 'why.noOne')}</>
  const name = next.technicianName
  if (!planned) return <>{t('why.couldBe', { name, time: formats.time(next.startsAt) })}</>
  if (planned.refused !== null) return <>{t('why.noLonger', { name })}</>
  const more = (next.costSeconds ?? 0) - (planned.costSeconds ?? 0)
  return (
    <>
      {t(more >= 0 ? 'why.nextBest' : 'why.cheaper', {
        name,
        duration: formats.duration(wholeMinutes(Math.abs(more))),
      })}
    </>
  )
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  const formats = useFormats()
  const refusal = useRefusalWords()
  const supply = useSupplyWords()
  const { planned, technicianName, refused, startsAt, costSeconds } = verdict
  return (
    <li className={planned ? 'why-line planned' : 'why-line'}>
      <span className="grow">
        <span className={planned ? 'sb' : ''}>
          {planned && (
            <span className="accent">
              <Shape name="done" size={12} />
            </span>
          )}{' '}
          {technicianName}
        </span>
        <span className="s t2 why-how">
          {refused === null ? (
            [formats.time(startsAt), supply(verdict)].filter(Boolean).join(' · ')
          ) : (
            <>
              <X aria-hidden size={12} strokeWidth={1.75} /> {refusal(verdict)}
            </>
          )}
        </span>
      </span>
      <span className="n">{refused === null ? `+${formats.duration(wholeMinutes(costSeconds))}` : '–'}</span>
    </li>
  )
}

/** An estimate of roads is not true to the second. */
function wholeMinutes(seconds: number | null): number {
  return Math.round((seconds ?? 0) / 60) * 60
}
