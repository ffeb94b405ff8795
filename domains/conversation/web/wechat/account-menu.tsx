import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton, toast } from '#kit/ui'
import { MENU_LIMITS, menuProblems } from '../../contract.ts'
import type { MenuEntry } from '../../contract/wechat.ts'
import { conversationApi } from '../api.ts'
import { MenuEntryFields } from './menu-entry-fields.tsx'

const NEW_ENTRY: MenuEntry = { kind: 'click', name: '', key: '' }

/** The menu as the platform has it, changed here, and given back as a whole. */
export function AccountMenu({ channelId }: { channelId: string }) {
  const t = useText('conversation')
  const params = { id: channelId }
  const query = useQuery({ ...conversationApi.query('readAccountMenu', { params }), refetchOnWindowFocus: false })
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <ListSkeleton rows={2} />
  const { entries } = query.data
  return (
    <>
      {entries.length === 0 && <p className="t2">{t('wechat.noMenu')}</p>}
      <MenuEditor key={JSON.stringify(entries)} channelId={channelId} published={entries} />
    </>
  )
}

function MenuEditor({ channelId, published }: { channelId: string; published: readonly MenuEntry[] }) {
  const t = useText('conversation')
  const [entries, setEntries] = useState(published)
  const [asked, setAsked] = useState(false)
  const options = { refetch: [conversationApi.key('readAccountMenu')] }
  const publish = useCommand(conversationApi, 'publishAccountMenu', options)
  const remove = useCommand(conversationApi, 'deleteAccountMenu', options)
  const params = { id: channelId }
  const problems = asked ? menuProblems(entries) : []
  const onPublish = () => {
    setAsked(true)
    if (menuProblems(entries).length > 0) return
    const body = { entries: [...entries] }
    publish.mutate({ params, body }, { onSuccess: () => toast({ text: t('wechat.published') }) })
  }
  const onRemove = () => {
    const undo = () => publish.mutate({ params, body: { entries: [...published] } })
    remove.mutate({ params }, { onSuccess: () => toast({ text: t('wechat.menuRemoved'), undo }) })
  }
  return (
    <div className="account-menu">
      <ol>
        {entries.map((entry, index) => (
          <MenuEntryFields
            key={index}
            entry={entry}
            path={`/entries/${index}`}
            problems={problems}
            onChange={(next) => setEntries(entries.map((other, at) => (at === index ? next : other)))}
            onRemove={() => setEntries(entries.filter((_other, at) => at !== index))}
          />
        ))}
      </ol>
      <p className="row">
        <Button
          disabled={entries.length >= MENU_LIMITS.entries}
          icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
          onClick={() => setEntries([...entries, NEW_ENTRY])}
        >
          {t('wechat.addEntry')}
        </Button>
        {entries.length >= MENU_LIMITS.entries && (
          <span className="s t2">{t('wechat.full', { max: MENU_LIMITS.entries })}</span>
        )}
      </p>
      {entries.length > 0 && (
        <p className="row">
          <Button type="primary" disabled={entries === published} loading={publish.isPending} onClick={onPublish}>
            {t('wechat.publish')}
          </Button>
          {entries !== published && <Button onClick={() => setEntries(published)}>{t('channels.discard')}</Button>}
        </p>
      )}
      {published.length > 0 && (
        <p>
          <Button danger loading={remove.isPending} onClick={onRemove}>
            {t('wechat.removeMenu')}
          </Button>
        </p>
      )}
      {(publish.error ?? remove.error) && <ErrorNotice error={(publish.error ?? remove.error)!} />}
    </div>
  )
}
