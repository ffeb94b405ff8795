/** What the form of each kind of channel asks for; the server's schema checks what is typed. */
export interface ChannelField {
  readonly name: string
  readonly kind: 'text' | 'secret' | 'colour' | 'lines' | 'questions' | 'choice' | 'menu'
  readonly options?: readonly string[]
  readonly usual?: unknown
  /** Asked for only where another field says so. */
  readonly when?: Readonly<Record<string, string>>
  /** More than one line. */
  readonly long?: boolean
}

export const CHANNEL_KINDS = ['web', 'wechat', 'wecom', 'email', 'hotline', 'api'] as const
export type ChannelKindName = (typeof CHANNEL_KINDS)[number]

const MAIL_SECURITY = ['tls', 'starttls', 'none']

export const channelFields: Readonly<Record<ChannelKindName, readonly ChannelField[]>> = {
  web: [
    { name: 'title', kind: 'text' },
    { name: 'accent', kind: 'colour', usual: '#3352d1' },
    { name: 'origins', kind: 'lines', usual: [] },
    { name: 'preChat', kind: 'questions', usual: [] },
    { name: 'identitySecret', kind: 'secret' },
  ],
  wechat: [
    { name: 'appId', kind: 'text' },
    { name: 'appSecret', kind: 'secret' },
    { name: 'token', kind: 'secret' },
    { name: 'mode', kind: 'choice', options: ['safe', 'compatible', 'plain'], usual: 'safe' },
    { name: 'aesKey', kind: 'secret' },
    { name: 'apiBase', kind: 'text', usual: 'https://api.weixin.qq.com' },
  ],
  wecom: [
    { name: 'corpId', kind: 'text' },
    { name: 'kfSecret', kind: 'secret' },
    { name: 'token', kind: 'secret' },
    { name: 'aesKey', kind: 'secret' },
    { name: 'openKfIds', kind: 'lines', usual: [] },
    { name: 'servicerUserId', kind: 'text' },
    { name: 'apiBase', kind: 'text', usual: 'https://qyapi.weixin.qq.com' },
  ],
  email: [
    { name: 'address', kind: 'text' },
    { name: 'senderName', kind: 'text' },
    { name: 'username', kind: 'text' },
    { name: 'signIn', kind: 'choice', options: ['password', 'oauth'], usual: 'password' },
    { name: 'password', kind: 'secret', when: { signIn: 'password' } },
    { name: 'oauthTokenUrl', kind: 'text', when: { signIn: 'oauth' } },
    { name: 'oauthClientId', kind: 'text', when: { signIn: 'oauth' } },
    { name: 'oauthClientSecret', kind: 'secret', when: { signIn: 'oauth' } },
    { name: 'oauthRefreshToken', kind: 'secret', when: { signIn: 'oauth' } },
    { name: 'oauthScope', kind: 'text', when: { signIn: 'oauth' } },
    { name: 'imapHost', kind: 'text' },
    { name: 'imapPort', kind: 'text', usual: '993' },
    { name: 'imapSecurity', kind: 'choice', options: MAIL_SECURITY, usual: 'tls' },
    { name: 'folders', kind: 'lines', usual: ['INBOX'] },
    { name: 'smtpHost', kind: 'text' },
    { name: 'smtpPort', kind: 'text', usual: '465' },
    { name: 'smtpSecurity', kind: 'choice', options: MAIL_SECURITY, usual: 'tls' },
    { name: 'signature', kind: 'text', long: true },
  ],
  hotline: [
    { name: 'accountSid', kind: 'text' },
    { name: 'authToken', kind: 'secret' },
    { name: 'number', kind: 'text' },
    { name: 'language', kind: 'choice', options: ['zh-CN', 'en', 'both'], usual: 'zh-CN' },
    { name: 'greetingZh', kind: 'text' },
    { name: 'greetingEn', kind: 'text' },
    { name: 'menu', kind: 'menu', usual: [] },
    { name: 'record', kind: 'choice', options: ['never', 'announced'], usual: 'never' },
    { name: 'musicUrl', kind: 'text' },
    { name: 'apiBase', kind: 'text', usual: 'https://api.twilio.com' },
    { name: 'publicUrl', kind: 'text' },
  ],
  api: [
    { name: 'secret', kind: 'secret' },
    { name: 'callbackUrl', kind: 'text' },
  ],
}

/** What is asked for, as the answers stand now. */
export function fieldsOf(kind: ChannelKindName, settings: Readonly<Record<string, unknown>>): readonly ChannelField[] {
  return channelFields[kind].filter(({ when = {} }) =>
    Object.entries(when).every(([name, wanted]) => settings[name] === wanted),
  )
}

export function usualSettings(kind: ChannelKindName): Record<string, unknown> {
  return Object.fromEntries(channelFields[kind].map(({ name, usual }) => [name, usual ?? '']))
}
