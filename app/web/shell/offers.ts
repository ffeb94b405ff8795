import type { LucideIcon } from 'lucide-react'
import { useGo } from '#kit/data'
import { useText } from '#kit/i18n'
import { offeredRoutes, useCommands, useFaces, useFound } from '#kit/slots'

/** A line of the command palette. */
export interface Offer {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly detail?: string
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly run: () => void
}

/** What the palette offers for the typed words: things found first, then acts, then pages. */
export function useOffers(words: string, may: (permission: string) => boolean): readonly Offer[] {
  const t = useText('app')
  const go = useGo()
  const found = useFound(words, may).flatMap(({ finder, found: things }) =>
    things.map(({ path, ...thing }): Offer => ({ ...thing, group: t(finder.titleKey), run: () => go(path) })),
  )
  const acts = useCommands()
    .filter((command) => !command.may || may(command.may))
    .map(({ id, titleKey, icon, keys, run }): Offer => ({
      id,
      group: t('palette.acts'),
      title: t(titleKey),
      ...(icon && { icon }),
      ...(keys && { keys }),
      run: () => run({ go, may }),
    }))
  const pages = useFaces().flatMap((face) =>
    offeredRoutes(face, may).map(({ path, titleKey }, index): Offer => ({
      id: path,
      group: t('palette.pages'),
      title: t(titleKey),
      detail: t(face.labelKey),
      icon: face.icon,
      ...(index === 0 && face.shortcut && { keys: face.shortcut }),
      run: () => go(path),
    })),
  )
  return [...found, ...[...acts, ...pages].filter((offer) => matches(offer, words))]
}

/** Every typed word occurs somewhere in the line. */
export function matches({ title, detail = '', id }: Offer, words: string): boolean {
  const text = `${title} ${detail} ${id}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
