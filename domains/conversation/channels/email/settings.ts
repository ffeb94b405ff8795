import { z } from 'zod'

const host = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$|^[0-9a-f:]+$/i, 'is the name of a server')
const port = z.coerce.number().int().min(1).max(65_535)
/** `tls` from the first byte; `starttls` asks for it; `none` only inside our own network. */
const security = z.enum(['tls', 'starttls', 'none'])

/** A mailbox that customers write to, and the server that our answers leave by. */
export const emailSettings = z.object({
  address: z.email('is the address that customers write to').max(200),
  senderName: z.string().max(100).default(''),
  username: z.string().min(1, 'is what the mailbox signs in with, often its address').max(200),
  password: z.string().min(1, 'is the password of the mailbox, or the one made for programs').max(500),
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

export type EmailSettings = z.infer<typeof emailSettings>
