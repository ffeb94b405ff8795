import type { ChannelRecord } from '../api.ts'
import { OfficialAccount } from '../wechat/official-account.tsx'
import { Addresses } from './addresses.tsx'
import { Feeds } from './feeds.tsx'
import { TryMail } from './try-mail.tsx'

/** How a channel and the world stand: where it is reached, how far it was read, a way to try it. */
export function Outside({ channel }: { channel: ChannelRecord }) {
  return (
    <>
      <Addresses channel={channel} />
      <Feeds feeds={channel.feeds} />
      {channel.kind === 'wechat' && <OfficialAccount channelId={channel.channelId} />}
      {channel.kind === 'email' && <TryMail channelId={channel.channelId} />}
    </>
  )
}
