import { useText } from '#kit/i18n'
import { Avatar, StatusMark } from '#kit/ui'
import type { AgentNow } from '../api.ts'
import { presenceLooks } from '../words.ts'

interface ColleagueListProps {
  readonly agents: readonly AgentNow[]
  readonly chosen: string | undefined
  readonly onChoose: (agent: AgentNow) => void
  /** Only who is online can be chosen. */
  readonly onlyOnline?: boolean
}

/** Colleagues with their state and load, those who can take something first. */
export function ColleagueList({ agents, chosen, onChoose, onlyOnline = false }: ColleagueListProps) {
  const t = useText('conversation')
  return (
    <ul className="colleagues">
      {agents.map((agent) => {
        const { agentId, name, presence, load, capacity } = agent
        const { shape, tone } = presenceLooks[presence]
        return (
          <li key={agentId}>
            <button
              type="button"
              aria-pressed={agentId === chosen}
              disabled={onlyOnline && presence !== 'online'}
              onClick={() => onChoose(agent)}
            >
              <Avatar name={name ?? '?'} />
              <span className="grow cut">{name}</span>
              <StatusMark shape={shape} tone={tone}>
                {t(`presence.${presence}`)}
              </StatusMark>
              <span className="n t3 nb">
                {load}/{capacity}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
