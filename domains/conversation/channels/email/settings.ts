import { z } from 'zod'

const host = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$|^[0-9a-f:]+$/i, 'is the name of a server')
const port = z.coerce.number().int().min(1).max(65_535)
/** `tls` from the first byte; `starttls` asks for it; `none` only inside our own network. */
const security = z.enum(['tls', 'starttls', 'none'])

const shape = z.object({
  address: z.email('is the address that customers write to').max(200),
  senderName: z.string().max(100).default(''),
  username: z.string().min(1, 'is what the mailbox signs in with, often its address').max(200),
  /** `oauth`: a token instead of a password (SASL XOAUTH2), as Microsoft 365 and Google want it. */
  signIn: z.enum(['password', 'oauth']).default('password'),
  password: z.string().max(500).default(''),
  oauthTokenUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  oauthClientId: z.string().max(300).default(''),
  /** Empty for a public client. */
  oauthClientSecret: z.string().max(1000).default(''),
  oauthRefreshToken: z.string().max(8000).default(''),
  oauthScope: z.string().max(500).default(''),
  imapHost: host,
  imapPort: port.default(993),
  imapSecurity: security.default('tls'),
  /** What is read; each has a place of its own up to which it was read. */
  folders: z.array(z.string().min(1).max(200)).min(1, 'names at least one folder').max(10).default(['INBOX']),
  smtpHost: host,
  smtpPort: port.default(465),
  smtpSecurity: security.default('tls'),
  /** Below every answer of a person. */
  signature: z.string().max(1000).default(''),
})

const NEEDED = {
  password: { password: 'is the password of the mailbox, or the one made for programs' },
  oauth: {
    oauthTokenUrl: 'is where the provider gives tokens',
    oauthClientId: 'is the id of the registered application',
    oauthRefreshToken: 'is what the provider gave once the mailbox had agreed',
  },
} as const

/** A mailbox that customers write to, and the server that our answers leave by. */
export const emailSettings = shape.superRefine((settings, { addIssue }) => {
  for (const [name, message] of Object.entries(NEEDED[settings.signIn])) {
    if (settings[name as keyof typeof settings] === '') addIssue({ code: 'custom', path: [name], message })
  }
})

export type EmailSettings = z.infer<typeof emailSettings>
