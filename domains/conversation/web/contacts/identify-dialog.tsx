import { Input, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Avatar, ErrorNotice, ListSkeleton, toast } from '#kit/ui'
import { conversationApi, partyApi } from '../api.ts'

interface Found {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly personId: string | null
  readonly customerId: string | null
}

const SHOWN_MAX = 8

/** Finds who writes among the people and customers that the company knows. */
export function IdentifyDialog({
  conversationId,
  name,
  onLeave,
}: {
  conversationId: string
  name: string
  onLeave: () => void
}) {
  const t = useText('conversation')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Found>()
  const { found, loading, error } = useFound(useDeferredValue(text.trim()))
  const { identify, busy, problem } = useIdentify(conversationId)
  return (
    <Modal
      open
      width={480}
      title={t('identify.question', { name })}
      okText={t('identify.link')}
      cancelText={t('identify.leave')}
      okButtonProps={{ disabled: !chosen, loading: busy }}
      onOk={() => chosen && identify(chosen, onLeave)}
      onCancel={onLeave}
    >
      <Input.Search
        autoFocus
        allowClear
        aria-label={t('identify.search')}
        placeholder={t('identify.search')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="dialog-list">
        {loading && <ListSkeleton />}
        {error && <ErrorNotice error={error} />}
        {!loading && !error && found.length === 0 && (
          <p className="s t2">{t(text.trim() === '' ? 'identify.hint' : 'identify.none')}</p>
        )}
        <ul className="colleagues">
          {found.map((one) => (
            <li key={one.key}>
              <button type="button" aria-pressed={one.key === chosen?.key} onClick={() => setChosen(one)}>
                <Avatar name={one.name} />
                <span className="grow cut">{one.name}</span>
                <span className="s t3 cut">{one.detail}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {problem && <ErrorNotice error={problem} />}
    </Modal>
  )
}

/** People first, then customers of whom nobody is known. */
function useFound(text: string) {
  const t = useText('conversation')
  const enabled = text !== ''
  const query = { text, limit: SHOWN_MAX }
  const people = useQuery({ ...partyApi.query('listPeople', { query }), enabled })
  const customers = useQuery({
    ...partyApi.query('listOrganisations', { query: { ...query, kind: 'customer' as const } }),
    enabled,
  })
  const found: Found[] = [
    ...(people.data?.items ?? []).map(({ id, name, title, phone, email }) => ({
      key: id,
      name,
      detail: [title, phone ?? email].filter(Boolean).join(' · '),
      personId: id,
      customerId: null,
    })),
    ...(customers.data?.items ?? []).map(({ id, name }) => ({
      key: id,
      name,
      detail: t('identify.customer'),
      personId: null,
      customerId: id,
    })),
  ]
  return {
    found: enabled ? found : [],
    loading: enabled && (people.isLoading || customers.isLoading),
    error: people.error ?? customers.error,
  }
}

/** Says what was done, and takes it back. */
function useIdentify(conversationId: string) {
  const t = useText('conversation')
  const refetch = [conversationApi.key()]
  const command = useCommand(conversationApi, 'identifyContact', { refetch })
  const params = { id: conversationId }
  const identify = ({ name, personId, customerId }: Found, then: () => void) => {
    const linked = ({ former }: { former: { personId: string | null; customerId: string | null } }) => {
      const undo = () => command.mutate({ params, body: former })
      toast({ text: t('identify.done', { name }), undo })
      then()
    }
    command.mutate({ params, body: { personId, customerId } }, { onSuccess: linked })
  }
  return { identify, busy: command.isPending, problem: command.error }
}
