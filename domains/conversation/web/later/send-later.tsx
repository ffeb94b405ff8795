import { Button, Dropdown } from 'antd'
import { Clock } from 'lucide-react'
import { useState } from 'react'
import { nowMs, useCommand, useQuery } from '#kit/data'
import { screenZone, useFormats, useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { TimeDialog } from './time-dialog.tsx'

interface SendLaterProps {
  readonly conversationId: string
  readonly text: string
  readonly replyTo: number | undefined
  readonly onScheduled: () => void
}

/** Beside the button that sends: in an hour, tomorrow morning as the customer keeps time, or at a time of one's own. */
export function SendLater(props: SendLaterProps) {
  const t = useText('conversation')
  const [choosing, setChoosing] = useState(false)
  const [asked, setAsked] = useState(false)
  const { conversationId, text } = props
  const params = { id: conversationId }
  const { data: times } = useQuery({ ...conversationApi.query('readSendTimes', { params }), enabled: asked })
  const { schedule, error, reset, busy } = useSchedule(props)
  const zone = times?.zone ?? screenZone()
  const theirs = useFormats(zone)
  const named = zone === screenZone() ? '' : ` ${zone}`
  const items = [
    ...(times
      ? [
          { key: times.inOneHour, label: t('later.inOneHour', { time: theirs.time(times.inOneHour) + named }) },
          { key: times.tomorrow, label: t('later.tomorrow', { time: theirs.moment(times.tomorrow) + named }) },
        ]
      : []),
    { key: 'own', label: t('later.own') },
  ]
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="topRight"
        disabled={text.trim() === ''}
        onOpenChange={setAsked}
        menu={{ items, onClick: ({ key }) => (key === 'own' ? setChoosing(true) : schedule(key)) }}
      >
        <Button
          aria-label={t('later.send')}
          title={t('later.send')}
          loading={busy}
          disabled={text.trim() === ''}
          icon={<Clock aria-hidden size={16} strokeWidth={1.75} />}
        />
      </Dropdown>
      {choosing && (
        <TimeDialog
          title={t('later.send')}
          submit={t('later.schedule')}
          sendAt={times?.tomorrow ?? new Date(nowMs() + HOUR_MS).toISOString()}
          error={error}
          busy={busy}
          onLeave={() => {
            setChoosing(false)
            reset()
          }}
          onChosen={(sendAt) => schedule(sendAt, () => setChoosing(false))}
        />
      )}
    </>
  )
}

const HOUR_MS = 3_600_000

function useSchedule({ conversationId, text, replyTo, onScheduled }: SendLaterProps) {
  const t = useText('conversation')
  const { moment } = useFormats()
  const refetch = [conversationApi.key('listScheduled')]
  const command = useCommand(conversationApi, 'scheduleMessage', { refetch })
  const schedule = (sendAt: string, then?: () => void) => {
    const quote = replyTo === undefined ? {} : { replyTo }
    const body = { scheduledId: crypto.randomUUID(), text: text.trim(), sendAt, ...quote }
    const onSuccess = () => {
      toast({ text: t('later.scheduled', { time: moment(sendAt) }) })
      onScheduled()
      then?.()
    }
    const onError = ({ message }: Error) => {
      if (!then) toast({ text: message })
    }
    command.mutate({ params: { id: conversationId }, body }, { onSuccess, onError })
  }
  return { schedule, error: command.error, reset: command.reset, busy: command.isPending }
}
