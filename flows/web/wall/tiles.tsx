import { useNow } from '#kit/data'
import { UNKNOWN, useFormats, useText } from '#kit/i18n'
import { FigureTile, Shape } from '#kit/ui'
import type { Wall } from '../api.ts'

/** What is promised to customers: of those who answer, this share is content. */
const GOOD_TARGET = 0.92

/** Six figures, read from four metres. */
export function Tiles({ wall }: { wall: Wall }) {
  return (
    <section className="wall-tiles">
      <QueueTile wall={wall} />
      <AgentsTile wall={wall} />
      <BotTile wall={wall} />
      <RatingTile wall={wall} />
      <IncidentsTile wall={wall} />
      <VisitsTile wall={wall} />
    </section>
  )
}

function QueueTile({ wall: { queue } }: { wall: Wall }) {
  const t = useText('flows')
  const { duration, wallCount } = useFormats()
  const now = useNow('second')
  const { waiting, longestWaitSince } = queue
  const seconds =
    longestWaitSince === null ? null : Math.max(0, Math.round((now - Date.parse(longestWaitSince)) / 1000))
  return (
    <FigureTile label={t('tile.queue')} value={wallCount(waiting)} unit={t('tile.people')}>
      {seconds === null ? t('tile.nobodyWaits') : t('tile.longest', { duration: duration(seconds) })}
    </FigureTile>
  )
}

function AgentsTile({ wall: { queue } }: { wall: Wall }) {
  const t = useText('flows')
  const { agentsOnline, agents } = queue
  return (
    <FigureTile label={t('tile.agents')} value={agentsOnline} unit={`/ ${agents}`}>
      {t('tile.away', { count: agents - agentsOnline })}
    </FigureTile>
  )
}

function BotTile({ wall: { bot } }: { wall: Wall }) {
  const t = useText('flows')
  const share = useShare()
  return (
    <FigureTile label={t('tile.bot')} value={share(bot.assumed)} unit="%">
      <span>{t('tile.confirmed', { share: share(bot.confirmed) })}</span>
      <span>{t('tile.assumed', { share: share(bot.assumed) })}</span>
      <span>{t('tile.held', { share: share(bot.held) })}</span>
    </FigureTile>
  )
}

function RatingTile({ wall: { satisfaction } }: { wall: Wall }) {
  const t = useText('flows')
  const { percent } = useFormats()
  const share = useShare()
  const { good, responseRate } = satisfaction
  const met = good !== null && good >= GOOD_TARGET
  const target = t('tile.target', { share: percent(GOOD_TARGET) })
  return (
    <FigureTile label={t('tile.ratings')} value={share(good)} unit="%">
      {good === null ? (
        <span>{target}</span>
      ) : (
        <span className={met ? 'ok' : 'bad'}>
          <Shape name={met ? 'done' : 'late'} size={14} /> {target}
        </span>
      )}
      <span>{t('tile.rated', { share: percent(responseRate) })}</span>
    </FigureTile>
  )
}

function IncidentsTile({ wall: { incidents } }: { wall: Wall }) {
  const t = useText('flows')
  const { wallCount } = useFormats()
  const { open, p1, p2, overdue } = incidents
  return (
    <FigureTile label={t('tile.incidents')} value={wallCount(open)}>
      <span className={p1 > 0 ? 'bad' : ''}>
        <Shape name="p1" size={14} /> P1 {p1}
      </span>
      <span className={p2 > 0 ? 'warn' : ''}>
        <Shape name="p2" size={14} /> P2 {p2}
      </span>
      <span className={overdue > 0 ? 'bad' : ''}>{t('tile.overdue', { count: overdue })}</span>
    </FigureTile>
  )
}

function VisitsTile({ wall: { visits } }: { wall: Wall }) {
  const t = useText('flows')
  const { done, planned, late } = visits
  return (
    <FigureTile label={t('tile.visits')} value={done} unit={`/ ${planned}`}>
      <span className={late > 0 ? 'bad' : ''}>{t('tile.late', { count: late })}</span>
    </FigureTile>
  )
}

/** 0.573 → 57.3; the sign stands beside it. */
function useShare(): (share: number | null) => string {
  const { number } = useFormats()
  return (share) => (share === null ? UNKNOWN : number(share * 100, { digits: 1 }))
}
