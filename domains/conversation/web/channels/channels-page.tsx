import { Button, Dropdown } from 'antd'
import { Plus, Radio } from 'lucide-react'
import { rowsOfQuery, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ContextList, EmptyState, PageTitle, Pane, Panes } from '#kit/ui'
import { conversationApi, type ChannelRecord } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { ChannelForm } from './channel-form.tsx'
import { CHANNEL_KINDS, type ChannelKindName } from './kinds.ts'
import { UnreadableList } from './unreadable-list.tsx'
import './channels.css'

/** How soon a channel that cannot be read any more is seen here. */
const LOOK_EVERY_MS = 15_000

/** The accounts through which customers reach us. */
export function ChannelsPage() {
  const t = useText('conversation')
  const [search, patch] = useUrlState()
  const query = useQuery({ ...conversationApi.query('listChannels'), refetchInterval: LOOK_EVERY_MS })
  const chosen = query.data?.items.find(({ channelId }) => channelId === search['channel'])
  const kind = CHANNEL_KINDS.find((name) => name === search['new'])
  const open = (channel: string | undefined) => patch({ channel, new: undefined }, { push: true })
  const items = CHANNEL_KINDS.map((key) => ({ key, label: t(`channels.kind.${key}`) }))
  const add = (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => patch({ new: key, channel: undefined }, { push: true }) }}
    >
      <Button type="primary" icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}>
        {t('channels.new')}
      </Button>
    </Dropdown>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {add}
    </>
  )
  return (
    <Panes show={chosen || kind ? 'main' : 'list'}>
      <Pane kind="list" name="conversation.channels" bar={bar} label={t('channels.title')}>
        <ContextList<ChannelRecord>
          label={t('channels.title')}
          rows={rowsOfQuery(query, (answer) => answer.items)}
          rowKey={({ channelId }) => channelId}
          selected={chosen?.channelId}
          onOpen={({ channelId }) => open(channelId)}
          render={(channel) => rowOf(t, channel)}
          empty={<EmptyState icon={Radio} title={t('channels.empty')} hint={t('channels.emptyHint')} />}
        />
      </Pane>
      <Pane
        padded
        onBack={() => open(undefined)}
        bar={<h2>{chosen?.name ?? (kind ? t(`channels.kind.${kind}`) : '')}</h2>}
      >
        {chosen && (
          <ChannelForm
            key={`${chosen.channelId}-${chosen.version}`}
            channel={chosen}
            kind={chosen.kind as ChannelKindName}
            onSaved={open}
          />
        )}
        {!chosen && kind && <ChannelForm key={kind} channel={undefined} kind={kind} onSaved={open} />}
        {!chosen && !kind && (
          <>
            <EmptyState icon={Radio} title={t('channels.choose')} hint={t('channels.emptyHint')} />
            <UnreadableList />
          </>
        )}
      </Pane>
    </Panes>
  )
}

function rowOf(t: ReturnType<typeof useText>, channel: ChannelRecord) {
  const { kind, name, enabled, refusedCount, unreadableCount, feeds } = channel
  const failing = enabled && feeds.some(({ failure }) => failure !== null)
  return {
    mark: <ChannelIcon kind={kind} />,
    title: name,
    detail: t(`channels.kind.${kind}`),
    // What goes well needs no chip; the name has the room.
    end: enabled ? (
      failing && (
        <Chip tone="bad" shape="late">
          {t('channels.notRead')}
        </Chip>
      )
    ) : (
      <Chip shape="hold">{t('channels.off')}</Chip>
    ),
    meta: [
      refusedCount > 0 && t('channels.refused', { count: refusedCount }),
      unreadableCount > 0 && t('channels.unreadable', { count: unreadableCount }),
    ]
      .filter(Boolean)
      .join(' · '),
  }
}
