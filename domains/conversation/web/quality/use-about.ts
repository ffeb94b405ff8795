import { useMemo } from 'react'
import { nowMs, useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { useFilters, type Filters } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { daysUntilNow } from '../figures/span.ts'

const DAYS = ['7', '30', '90'] as const
const USUAL_DAYS = '30'

/** The filters that every page about quality has: whose conversations, on which channel, of how many days. */
export function useAbout(more: Filters['all'] = []) {
  const t = useText('quality')
  const { zone } = useFormats()
  const { data: now } = useQuery(conversationApi.query('readNow'))
  const { data: channels } = useQuery(conversationApi.query('listChannels'))
  const all = [
    { name: 'days', label: t('filter.days'), options: DAYS.map((value) => ({ value, label: t(`days.${value}`) })) },
    {
      name: 'agentId',
      label: t('filter.agent'),
      options: (now?.agents ?? []).map(({ agentId, name }) => ({ value: agentId, label: name ?? agentId })),
    },
    {
      name: 'channelId',
      label: t('filter.channel'),
      options: (channels?.items ?? []).map(({ channelId, name }) => ({ value: channelId, label: name })),
    },
    ...more,
  ]
  const filters = useFilters(all)
  const { days = USUAL_DAYS, ...chosen } = filters.values
  const span = useMemo(() => daysUntilNow(Number(days) || Number(USUAL_DAYS), nowMs(), zone), [days, zone])
  return {
    filters,
    query: { ...chosen, ...span } as { from: string; to: string; agentId?: string; channelId?: string },
  }
}
