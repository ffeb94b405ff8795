import { z } from 'zod'

/** WeCom customer service (微信客服), as its console at kf.weixin.qq.com and work.weixin.qq.com shows it. */
export const wecomSettings = z.object({
  corpId: z.string().regex(/^w[a-z][0-9A-Za-z_-]{8,60}$/, 'begins with ww, as the console shows it under My company'),
  /** Of 微信客服, not of another application: only this one may read and send. */
  kfSecret: z.string().min(1, 'is in the console of WeChat customer service under Development').max(200),
  token: z.string().regex(/^[A-Za-z0-9]{1,32}$/, 'has up to 32 letters and digits'),
  aesKey: z.string().regex(/^[A-Za-z0-9]{43}$/, 'has 43 letters and digits'),
  /** The customer-service accounts that customers of this channel write to. */
  openKfIds: z
    .array(z.string().regex(/^wk[\w-]{8,60}$/, 'begins with wk'))
    .min(1, 'names at least one account')
    .max(20),
  /** Who answers in WeCom's own app when the bot hands over; empty: agents answer here. */
  servicerUserId: z.string().max(64).default(''),
  /** Where the platform's API answers; a simulator may stand in. */
  apiBase: z.url({ protocol: /^https?$/ }).default('https://qyapi.weixin.qq.com'),
})

export type WecomSettings = z.infer<typeof wecomSettings>
