import { Button } from 'antd'
import { sessionApi, useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ErrorNotice, ListSkeleton, RelativeTime, Section } from '#kit/ui'
import type { OpenSession } from '../api.ts'
import { deviceName } from './device-name.ts'

/** Where the account is signed in; anything that is not mine is ended here. */
export function SessionList() {
  const t = useText('settings')
  const { data, error, refetch } = useQuery(sessionApi.query('listSessions'))
  return (
    <Section title={t('security.sessions')}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton />}
      {data?.items.map((session) => (
        <SessionRow key={session.sessionId} session={session} />
      ))}
    </Section>
  )
}

function SessionRow({ session: { sessionId, device, address, lastSeenAt, current } }: { session: OpenSession }) {
  const t = useText('settings')
  const revoke = useCommand(sessionApi, 'revokeSession', { refetch: [sessionApi.key('listSessions')] })
  return (
    <div className="session-row">
      <span className="grow">
        <span className="md">{deviceName(device) ?? t('security.unknownDevice')}</span>
        <br />
        <span className="s t2">
          {address ?? '–'} · <RelativeTime at={lastSeenAt} />
        </span>
      </span>
      {current ? (
        <Chip tone="ok">{t('security.thisOne')}</Chip>
      ) : (
        <Button size="small" loading={revoke.isPending} onClick={() => revoke.mutate({ params: { id: sessionId } })}>
          {t('security.end')}
        </Button>
      )}
    </div>
  )
}
