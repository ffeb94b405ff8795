/**
 * Whether a program wrote a mail. Two programs that answer each other never stop, so nothing automatic is ever answered
 * automatically (RFC 3834).
 */
import type { Mail } from './read-mail.ts'

/** answer: to something of ours, an absence note; list: for many, or from a program by itself; no: a person. */
export type Automatic = 'no' | 'answer' | 'list'

export function automaticOf(mail: Pick<Mail, 'header' | 'subject'>): Automatic {
  const { header } = mail
  const submitted = header('auto-submitted')
  const precedence = header('precedence')
  if (submitted.startsWith('auto-replied') || header('x-autoreply') !== '' || header('x-autorespond') !== '')
    return 'answer'
  if (precedence === 'auto_reply' || isAbsence(mail)) return 'answer'
  const isMarked = submitted !== '' && !submitted.startsWith('no')
  const isForMany =
    /^(bulk|list|junk)$/.test(precedence) || header('list-id') !== '' || header('list-unsubscribe') !== ''
  return isMarked || isForMany || header('return-path') === '<>' ? 'list' : 'no'
}

/** Exchange marks its absence notes only by asking for silence, and by their subject. */
function isAbsence({ header, subject }: Pick<Mail, 'header' | 'subject'>): boolean {
  const asksSilence = header('x-auto-response-suppress') !== ''
  return (
    asksSilence &&
    /^(automatic reply|auto(matische)?[- ]?(reply|antwort)|out of office|自动答复|自動回覆|自动回复)/i.test(subject)
  )
}

/** The server that took it in holds it for spam. */
export function isSpam({ header }: Pick<Mail, 'header'>): boolean {
  return header('x-spam-flag') === 'yes' || header('x-spam-status').startsWith('yes')
}
