import { Button } from 'antd'
import { Mail } from 'lucide-react'
import { useMemo } from 'react'
import { useCommand, useLive, useMay, useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  DataTable,
  EmptyState,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  StatusMark,
  toast,
  useFilters,
  type Column,
} from '#kit/ui'
import { mailApi, type MailLine } from '../api.ts'

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
  useLive(['engine.mails'], { refetch: [mailApi.key('listMails')] })
  return (
    <Panes>
      <Pane bar={<PageTitle />} head={<FilterBar filters={filters} />}>
        <DataTable
          name="settings.mails"
          label={t('mails.title')}
          rows={rows}
          columns={useMailColumns()}
          rowKey={({ id }) => id}
          filters={filters}
          empty={<EmptyState icon={Mail} title={t('mails.empty')} hint={t('mails.emptyHint')} />}
        />
      </Pane>
    </Panes>
  )
}

function useMailColumns(): readonly Column<MailLine>[] {
  const t = useText('settings')
  return useMemo<readonly Column<MailLine>[]>(
    () => [
      {
        key: 'state',
        title: t('users.state'),
        render: ({ state }) => (
          <StatusMark form="plain" shape={SHAPES[state]}>
            {t(`mails.states.${state}`)}
          </StatusMark>
        ),
      },
      { key: 'subject', title: t('mails.subject'), role: 'subject', render: ({ subject }) => subject },
      { key: 'recipient', title: t('mails.recipient'), render: ({ recipient }) => recipient },
      {
        key: 'error',
        title: t('mails.error'),
        wideOnly: true,
        render: ({ lastError }) => <span className="s t2">{lastError ?? ''}</span>,
      },
      {
        key: 'at',
        title: t('mails.created'),
        wideOnly: true,
        render: ({ createdAt }) => <RelativeTime at={createdAt} />,
      },
      { key: 'act', title: '', role: 'end', render: (mail) => <Resend mail={mail} /> },
    ],
    [t],
  )
}

function Resend({ mail: { id, state } }: { mail: MailLine }) {
  const t = useText('settings')
  const may = useMay()
  const resend = useCommand(mailApi, 'resendMail', { refetch: [mailApi.key('listMails')] })
  if ((state !== 'failed' && state !== 'not-configured') || !may('engine.mail.send')) return null
  const again = () => resend.mutate({ params: { id } }, { onSuccess: () => toast({ text: t('mails.again') }) })
  return (
    <Button size="small" loading={resend.isPending} onClick={again}>
      {t('mails.resend')}
    </Button>
  )
}
