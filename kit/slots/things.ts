import { useSyncExternalStore } from 'react'
import { createRegistry } from './registry.ts'

/** Where things of a kind have their page. */
export interface ThingPage {
  /** What the names stand for: `customer`, `person`. */
  readonly kind: string
  /** The permission without which the page cannot be opened. */
  readonly may?: string
  readonly pathOf: (id: string) => string
}

const pages = createRegistry<ThingPage>()

/**
 * Says where a kind of thing has its page, so that whoever shows its name can link it without knowing the module:
 * `<ThingLink kind="customer" id={customerId}>{name}</ThingLink>`.
 */
export function defineThingPage(page: ThingPage): void {
  pages.add(page)
}

export function useThingPage(kind: string): ThingPage | undefined {
  return useSyncExternalStore(pages.subscribe, pages.all).find((page) => page.kind === kind)
}
