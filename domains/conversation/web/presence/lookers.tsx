import { Eye, Pencil } from 'lucide-react'
import { useText } from '#kit/i18n'
import { Chip } from '#kit/ui'
import type { Looker } from './use-lookers.ts'

/** Colleagues who read the same, and who of them writes. */
export function Lookers({ lookers }: { lookers: readonly Looker[] }) {
  const t = useText('conversation')
  return lookers.map(({ agentId, name, writing }) => (
    <Chip key={agentId} outlined tone={writing ? 'warn' : 'neutral'} icon={writing ? Pencil : Eye}>
      {t(writing ? 'looking.writes' : 'looking.reads', { name })}
    </Chip>
  ))
}
