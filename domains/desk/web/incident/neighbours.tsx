import { Button } from 'antd'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useGo, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { deskApi } from '../api.ts'

/** The list from which somebody came, in its order; lost with the page, then the nearest promises take its place. */
let listed: readonly string[] = []

export function rememberList(ids: readonly string[]): void {
  listed = ids
}

const ASKED = 100

/** Before and after in the list, with `[` and `]`. */
export function Neighbours({ id }: { id: string }) {
  const t = useText('desk')
  const go = useGo()
  const { before, after } = useNeighbours(id)
  const open = (other: string | undefined) => other !== undefined && go(`/desk/incidents/${other}`)
  useKeys([
    { keys: '[', titleKey: 'desk:incident.before', group: 'screen', run: () => open(before) },
    { keys: ']', titleKey: 'desk:incident.after', group: 'screen', run: () => open(after) },
  ])
  return (
    <span className="row wide">
      <Button
        type="text"
        disabled={before === undefined}
        aria-label={t('incident.before')}
        title={`${t('incident.before')} [`}
        icon={<ChevronUp aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => open(before)}
      />
      <Button
        type="text"
        disabled={after === undefined}
        aria-label={t('incident.after')}
        title={`${t('incident.after')} ]`}
        icon={<ChevronDown aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => open(after)}
      />
    </span>
  )
}

function useNeighbours(id: string): { before: string | undefined; after: string | undefined } {
  const known = listed.includes(id)
  const query = { group: 'open', sort: 'due', limit: ASKED } as const
  const { data } = useQuery({ ...deskApi.query('listIncidents', { query }), enabled: !known })
  const ids = known ? listed : (data?.items ?? []).map((incident) => incident.id)
  const at = ids.indexOf(id)
  return { before: ids[at - 1], after: at < 0 ? ids[0] : ids[at + 1] }
}
