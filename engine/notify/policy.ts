import { allow, type Sentence } from '#engine/identity'

/** Notifications are everybody's own; the mails of the company are the administrator's matter. */
export const notifySentences: readonly Sentence[] = [allow('administrator', 'mail.read', 'mail.send')]
