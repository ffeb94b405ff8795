import { Button, Segmented } from 'antd'
import { Smartphone } from 'lucide-react'
import { useCommand, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton, PageTitle, Pane, Panes } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { PhoneChat } from './phone-chat.tsx'
import './test-phone.css'

const KINDS = ['wecom', 'wechat'] as const

/** A customer's phone to try WeChat and WeCom with, before there is an account at either. */
export function TestPhonePage() {
  const t = useText('conversation')
  const [search, patch] = useUrlState()
  const query = useQuery(conversationApi.query('listTestAccounts'))
  const accounts = query.data?.items ?? []
  const chosen = accounts.find(({ channelId }) => channelId === search['channel']) ?? accounts[0]
  const options = accounts.map(({ channelId: value, name: label }) => ({ value, label }))
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        {!query.data && (query.error ? <ErrorNotice error={query.error} /> : <ListSkeleton />)}
        {query.data && !chosen && (
          <EmptyState
            icon={Smartphone}
            title={t('testPhone.none')}
            hint={t('testPhone.noneHint')}
            action={<SetUp missing={KINDS} />}
          />
        )}
        {chosen && (
          <div className="test-phone">
            {accounts.length > 1 && (
              <Segmented
                aria-label={t('testPhone.account')}
                options={options}
                value={chosen.channelId}
                onChange={(channel) => patch({ channel })}
              />
            )}
            <PhoneChat key={chosen.channelId} account={chosen} />
            <SetUp missing={KINDS.filter((kind) => accounts.every((account) => account.kind !== kind))} />
          </div>
        )}
      </Pane>
    </Panes>
  )
}

function SetUp({ missing }: { missing: readonly (typeof KINDS)[number][] }) {
  const t = useText('conversation')
  const [, patch] = useUrlState()
  const refetch = [conversationApi.key('listTestAccounts'), conversationApi.key('listChannels')]
  const setUp = useCommand(conversationApi, 'setUpTestAccount', { refetch })
  if (missing.length === 0) return null
  return (
    <div className="row set-up">
      {missing.map((kind) => (
        <Button
          key={kind}
          loading={setUp.isPending}
          onClick={() =>
            setUp.mutate(
              { body: { kind, name: t(`testPhone.name.${kind}`) } },
              { onSuccess: ({ channelId }) => patch({ channel: channelId }) },
            )
          }
        >
          {t(`testPhone.setUp.${kind}`)}
        </Button>
      ))}
      {setUp.error && <ErrorNotice error={setUp.error} />}
    </div>
  )
}
