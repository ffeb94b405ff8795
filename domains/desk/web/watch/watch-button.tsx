import { Button, Tooltip } from 'antd'
import { Eye } from 'lucide-react'
import { useCommand, useMay, useQuery, useSession } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Avatar } from '#kit/ui'
import { deskApi } from '../api.ts'

const FACES = 4

/** Watches an incident or no longer, beside the faces of those who do. */
export function WatchButton({ id }: { id: string }) {
  const t = useText('desk')
  const me = useSession().user.id
  const mayWatch = useMay()('desk.incident.watch')
  const { data } = useQuery({ ...deskApi.query('listWatchers', { params: { id } }), enabled: mayWatch })
  const refetch = [deskApi.key('listWatchers')]
  const watch = useCommand(deskApi, 'watchIncident', { refetch })
  const unwatch = useCommand(deskApi, 'unwatchIncident', { refetch })
  if (!mayWatch || !data) return null
  const watching = data.items.some(({ userId }) => userId === me)
  return (
    <span className="row nb watch">
      <Button
        size="small"
        type="text"
        aria-pressed={watching}
        title={t(watching ? 'watch.stop' : 'watch.hint')}
        loading={watch.isPending || unwatch.isPending}
        icon={<Eye aria-hidden className={watching ? 'accent' : ''} size={14} strokeWidth={1.75} />}
        onClick={() => (watching ? unwatch : watch).mutate({ params: { id } })}
      >
        {t(watching ? 'watch.watching' : 'watch.watch')}
      </Button>
      <Faces names={data.items.map(({ name }) => name)} />
    </span>
  )
}

function Faces({ names }: { names: readonly string[] }) {
  const t = useText('desk')
  const locale = useLocale()
  if (names.length === 0) return null
  const who = t('watch.who', { names: new Intl.ListFormat(locale).format(names) })
  return (
    <Tooltip title={who}>
      <span className="faces" role="img" aria-label={who}>
        {names.slice(0, FACES).map((name) => (
          <Avatar key={name} name={name} size={24} />
        ))}
        {names.length > FACES && <span className="s t2 n">{t('watch.more', { count: names.length - FACES })}</span>}
      </span>
    </Tooltip>
  )
}
