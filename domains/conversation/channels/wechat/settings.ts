import { z } from 'zod'

/** An Official Account, as its console at mp.weixin.qq.com shows it. */
export const wechatSettings = z
  .object({
    appId: z.string().regex(/^wx[0-9a-z]{8,30}$/i, 'begins with wx, as the console shows it'),
    appSecret: z.string().min(1, 'is in the console under Basic configuration').max(200),
    token: z.string().regex(/^[A-Za-z0-9]{3,32}$/, 'has 3 to 32 letters and digits'),
    /** How callbacks come: readable, readable and encrypted, or only encrypted. */
    mode: z.enum(['plain', 'compatible', 'safe']),
    aesKey: z.string().default(''),
    /** Where the platform's API answers; a simulator may stand in. */
    apiBase: z.url({ protocol: /^https?$/ }).default('https://api.weixin.qq.com'),
  })
  .refine(({ mode, aesKey }) => mode === 'plain' || /^[A-Za-z0-9]{43}$/.test(aesKey), {
    path: ['aesKey'],
    message: 'has 43 letters and digits',
  })

export type WechatSettings = z.infer<typeof wechatSettings>
