import type { z } from 'zod'
import type { Locale } from '#engine/kernel'

/** A kind of notification and how it reads. Texts contain `{param}` places. */
export interface NotificationKind<Params = unknown> {
  /** `desk.incident_assigned` */
  readonly kind: string
  readonly params: z.ZodType<Params>
  /** Also sent by mail when the user has not said otherwise. */
  readonly mail: boolean
  readonly texts: Readonly<Record<Locale, NotificationTexts>>
}

export interface NotificationTexts {
  /** What the kind is called in the user's preferences. */
  readonly label: string
  readonly title: string
  readonly body: string
}

export interface NotificationDraft<S extends z.ZodType> extends Readonly<Record<Locale, NotificationTexts>> {
  readonly kind: string
  readonly params: S
  readonly mail?: boolean
}

/**
 * `defineNotification({ kind, params: z.object({ number: z.string() }), en: { label, title: '{number} is yours', body }, 'zh-CN': {…} })`.
 * Both languages must use the same places: a forgotten one is a mistake that shows at once.
 */
export function defineNotification<S extends z.ZodType<Params>, Params = z.output<S>>(
  draft: NotificationDraft<S>,
): NotificationKind<z.output<S>> {
  const { kind, params, mail = true, en, 'zh-CN': chinese } = draft
  const [there, here] = [placesOf(en), placesOf(chinese)]
  if (there !== here) throw new Error(`The texts of ${kind} use different places: "${there}" and "${here}"`)
  return { kind, params: params as z.ZodType<z.output<S>>, mail, texts: { en, 'zh-CN': chinese } }
}

export type NotificationKinds = ReadonlyMap<string, NotificationKind>

/** All kinds of the installation by name; a name that is used twice is a mistake. */
export function notificationKinds(kinds: readonly NotificationKind[]): NotificationKinds {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  if (byName.size !== kinds.length) throw new Error('Two notifications have the same kind')
  return byName
}

function placesOf({ title, body }: NotificationTexts): string {
  const places = [...`${title} ${body}`.matchAll(PLACE)].map((match) => match[1]!)
  return [...new Set(places)].sort().join(', ')
}

const PLACE = /\{(\w+)\}/g

/** Puts the params into their places. */
export function fillIn(text: string, params: Readonly<Record<string, unknown>>): string {
  return text.replace(PLACE, (place, name: string) => {
    const value = params[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : place
  })
}
