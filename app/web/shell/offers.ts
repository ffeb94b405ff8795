import type { LucideIcon } from 'lucide-react'
import { useGo } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  faceAt,
  offeredRoutes,
  remember,
  useCommands,
  useFaces,
  useFound,
  useVisitedThings,
  type May,
} from '#kit/slots'

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

export interface Offers {
  readonly offers: readonly Offer[]
  /** A finder has not answered yet. */
  readonly asking: boolean
}

/** For the typed words: things found first, then acts, then pages. Before anything is typed, what was open lately. */
export function useOffers(words: string, may: (permission: string) => boolean): Offers {
  const t = useText('app')
  const lately = useLately()
  const { found, asking } = useFoundOffers(words, may)
  const rest = [...useActs(may), ...usePageOffers(may)].filter((offer) => matches(offer, words))
  const first = words.trim() === '' ? lately.map((offer) => ({ ...offer, group: t('palette.lately') })) : found
  return { offers: [...first, ...rest], asking }
}

function useFoundOffers(words: string, may: May): { found: Offer[]; asking: boolean } {
  const t = useText('app')
  const go = useGo()
  const { groups, asking } = useFound(words, may)
  const found = groups.flatMap(({ finder, found: things }) =>
    things.map(({ path, id, ...thing }): Offer => {
      const { title, detail } = thing
      const run = () => (remember({ title, detail, path }), go(path))
      return { ...thing, id: `${finder.id}:${id}`, group: t(finder.titleKey), run }
    }),
  )
  return { found, asking }
}

function useLately(): Omit<Offer, 'group'>[] {
  const go = useGo()
  return useVisitedThings().map(({ title, detail, path }) => {
    const icon = faceAt(path.split('?')[0]!)?.icon
    return { id: `lately:${path}`, title, ...(detail && { detail }), ...(icon && { icon }), run: () => go(path) }
  })
}

function useActs(may: May): Offer[] {
  const t = useText('app')
  const go = useGo()
  return useCommands()
    .filter((command) => !command.may || may(command.may))
    .map(({ id, titleKey, icon, keys, run }): Offer => ({
      id,
      group: t('palette.acts'),
      title: t(titleKey),
      ...(icon && { icon }),
      ...(keys && { keys }),
      run: () => run({ go, may }),
    }))
}

function usePageOffers(may: May): Offer[] {
  const t = useText('app')
  const go = useGo()
  return useFaces().flatMap((face) =>
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
}

/** Every typed word occurs somewhere in the line. */
export function matches({ title, detail = '', id }: Offer, words: string): boolean {
  const text = `${title} ${detail} ${id}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
