import { Globe, Mail, MessageCircle, Phone, Plug } from 'lucide-react'

/** The kind of a channel as a small picture. */
export function ChannelIcon({ kind, size = 16 }: { kind: string; size?: number }) {
  const looks = { 'aria-hidden': true, size, strokeWidth: 1.75 } as const
  if (kind === 'web') return <Globe {...looks} />
  if (kind === 'api') return <Plug {...looks} />
  if (kind === 'email') return <Mail {...looks} />
  if (kind === 'hotline') return <Phone {...looks} />
  return <MessageCircle {...looks} />
}
