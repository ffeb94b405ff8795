import { Button } from 'antd'
import { Mail } from 'lucide-react'
import { useMemo } from 'react'
import { useCommand, useLive, useMay, useRows, useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  EmptyState,
  ErrorNotice,
  KeyValue,
  ListPage,
  RecordDrawer,
  RelativeTime,
  StatusMark,
  TimeStamp,
  toast,
  useFilters,
  type Column,
} from '#kit/ui'
import { mailApi, type MailLine } from '../api.ts'
import { JsonText } from './json-text.tsx'

const STATES = ['waiting', 'sent', 'failed', 'not-configured'] as const
const SHAPES = { waiting: 'half', sent: 'done', failed: 'late', 'not-configured': 'hold' } as const

/** Every mail of the company and what became of it. */
export function MailsPage() {
  const t = useText('settings')
  const filters = useFilters([
    {
      name: 'state',
      label: t('users.state'),
      options: STATES.map((value) => ({ value, label: t(`mails.states.${value}`) })),
    },
  ])
  const state = filters.values['state'] as MailLine['state'] | undefined
  const rows = useRows(mailApi.pages('listMails', { query: { ...(state && { state }) } }))
  const [open, setOpen] = useUrlValue('mail')
  const chosen = rows.items.find(({ id }) => id === open)
  useLive(['engine.mails'], { refetch: [mailApi.key('listMails')] })
  return (
    <ListPage
      name="settings.mails"
      label={t('mails.title')}
      rows={rows}
      columns={useMailColumns()}
      rowKey={({ id }) => id}
      selected={chosen?.id}
      onOpen={({ id }) => setOpen(id)}
      filters={filters}
      empty={<EmptyState icon={Mail} title={t('mails.empty')} hint={t('mails.emptyHint')} />}
    >
      {chosen && <MailDrawer key={chosen.id} mail={chosen} onClose={() => setOpen('')} />}
    </ListPage>
  )
}

function useMailColumns(): readonly Column<MailLine>[] {
  const t = useText('settings')
  return useMemo<readonly Column<MailLine>[]>(
    () => [
      {
        key: 'state',
        title: t('users.state'),
        render: ({ state }) => <MailState state={state} />,
      },
      { key: 'subject', title: t('mails.subject'), role: 'subject', render: ({ subject }) => subject },
      { key: 'recipient', title: t('mails.recipient'), render: ({ recipient }) => recipient },
      {
        key: 'error',
        title: t('mails.error'),
        wideOnly: true,
        render: ({ lastError }) => <span className="s t2">{lastError ?? ''}</span>,
      },
      { key: 'at', title: t('mails.created'), role: 'end', render: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    ],
    [t],
  )
}

function MailDrawer({ mail, onClose }: { mail: MailLine; onClose: () => void }) {
  const t = useText('settings')
  const may = useMay()
  const resend = useCommand(mailApi, 'resendMail', { refetch: [mailApi.key('listMails')] })
  const { id, subject, recipient, state, attempts, createdAt, sentAt, lastError } = mail
  const again = () => resend.mutate({ params: { id } }, { onSuccess: () => toast({ text: t('mails.again') }) })
  const button = (state === 'failed' || state === 'not-configured') && may('engine.mail.send') && (
    <Button type="primary" loading={resend.isPending} onClick={again}>
      {t('mails.resend')}
    </Button>
  )
  return (
    <RecordDrawer title={subject} acts={button} onClose={onClose}>
      <KeyValue
        items={[
          [t('users.state'), <MailState key="state" state={state} />],
          [t('mails.recipient'), recipient],
          [t('mails.created'), <TimeStamp key="made" at={createdAt} />],
          sentAt !== null && [t('mails.states.sent'), <TimeStamp key="sent" at={sentAt} />],
          [t('deliveries.attempts'), attempts],
        ]}
      />
      <JsonText label={t('mails.error')} value={lastError} />
      {resend.error && <ErrorNotice error={resend.error} />}
    </RecordDrawer>
  )
}

function MailState({ state }: Pick<MailLine, 'state'>) {
  const t = useText('settings')
  return (
    <StatusMark form="plain" shape={SHAPES[state]}>
      {t(`mails.states.${state}`)}
    </StatusMark>
  )
}
