import { Dropdown } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, Shape, toast } from '#kit/ui'
import { conversationApi, type AgentState } from '../api.ts'
import { PRESENCES, presenceLooks, type PresenceName } from '../words.ts'

export function usePresence() {
  const t = useText('conversation')
  const refetch = [conversationApi.key('readMyState'), conversationApi.key('readNow')]
  const command = useCommand(conversationApi, 'setMyPresence', { refetch })
  const change = (presence: PresenceName) =>
    command.mutate(
      { body: { presence } },
      {
        onSuccess: () => toast({ text: t(`presence.done.${presence}`) }),
        onError: ({ message }) => toast({ text: message }),
      },
    )
  return { change, busy: command.isPending }
}

/** Whether new customers come to me, and how many I have of how many I can carry. */
export function PresenceSwitch({ me }: { me: AgentState }) {
  const t = useText('conversation')
  const { change } = usePresence()
  const { shape, tone } = presenceLooks[me.presence]
  const items = PRESENCES.map((key) => ({
    key,
    label: t(`presence.${key}`),
    icon: <Shape name={presenceLooks[key].shape} />,
  }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [me.presence], onClick: ({ key }) => change(key as PresenceName) }}
    >
      <button type="button" className="presence" aria-haspopup="menu" title={t('presence.label')}>
        <Chip tone={tone} shape={shape}>
          {t(`presence.${me.presence}`)} · {me.load}/{me.capacity}
        </Chip>
      </button>
    </Dropdown>
  )
}
