import { apiChannel } from './api/channel.ts'
import type { ChannelKind } from './channel.ts'
import { emailChannel } from './email/channel.ts'
import { hotlineChannel } from './hotline/channel.ts'
import { webChannel } from './widget/channel.ts'
import { wechatChannel } from './wechat/channel.ts'
import { wecomChannel } from './wecom/channel.ts'

/** Every kind of channel. A new one is one folder and one line here. */
export const channelKinds: readonly ChannelKind[] = [
  webChannel,
  apiChannel,
  wechatChannel,
  wecomChannel,
  emailChannel,
  hotlineChannel,
]
