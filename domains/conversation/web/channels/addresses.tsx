import { Button } from 'antd'
import { ExternalLink } from 'lucide-react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ErrorNotice, toast } from '#kit/ui'
import { conversationApi, type ChannelRecord } from '../api.ts'
import { failureWords } from './failure.ts'

/** Where the outside reaches this channel, to copy; and whether the platform answers. */
export function Addresses({ channel }: { channel: ChannelRecord }) {
  const { channelId, kind } = channel
  const t = useText('conversation')
  const check = useCommand(conversationApi, 'checkChannel')
  const page = pageOf(channel)
  const lines = linesOf(t, channel)
  return (
    <section className="addresses">
      {lines.map(([label, text]) => (
        <Copyable key={label} label={label} text={text} />
      ))}
      <p className="row">
        {kind === 'web' && (
          <Button
            type="primary"
            href={page}
            target="_blank"
            icon={<ExternalLink aria-hidden size={16} strokeWidth={1.75} />}
          >
            {t('channels.tryIt')}
          </Button>
        )}
        <Button loading={check.isPending} onClick={() => check.mutate({ params: { id: channelId } })}>
          {t('channels.test')}
        </Button>
        {check.data && (
          <span role="status" className="row">
            <Chip
              tone={check.data.outcome === 'failed' ? 'bad' : 'ok'}
              shape={check.data.outcome === 'failed' ? 'late' : 'done'}
            >
              {t(`channels.outcome.${check.data.outcome}`)}
            </Chip>
            <span className="s t2">{failureWords(t, check.data.detail)}</span>
          </span>
        )}
      </p>
      {check.error && <ErrorNotice error={check.error} />}
    </section>
  )
}

function pageOf({ address }: ChannelRecord): string {
  return `${location.origin}/widget.html?key=${address}`
}

type Line = readonly [label: string, text: string]

function linesOf(t: ReturnType<typeof useText>, channel: ChannelRecord): readonly Line[] {
  const { kind, address, settings } = channel
  if (kind === 'email') return [[t('channels.writeTo'), String(settings['address'])]]
  if (kind !== 'web') return [[t('channels.callback'), `${location.origin}/api/conversation/hooks/${address}`]]
  const page = pageOf(channel)
  const frame = `<iframe src="${page}" title="${t('channels.kind.web')}" width="390" height="640"></iframe>`
  return [
    [t('channels.page'), page],
    [t('channels.embed'), frame],
  ]
}

function Copyable({ label, text }: { label: string; text: string }) {
  const t = useText('conversation')
  const copy = () => void navigator.clipboard.writeText(text).then(() => toast({ text: t('channels.copied') }))
  return (
    <div className="copyable">
      <span className="s t3">{label}</span>
      <div className="row">
        <code className="mono grow cut" title={text}>
          {text}
        </code>
        <Button size="small" onClick={copy}>
          {t('channels.copy')}
        </Button>
      </div>
    </div>
  )
}
