import type { Surroundings } from '../client/surroundings.ts'
import { tellTurn } from './notice.ts'
import { language } from './words.ts'

/** What the client finds in a page. */
export function surroundingsOf(address: string): Surroundings {
  return {
    base: location.origin,
    address,
    locale: language,
    store: localStorage,
    page: siteAround(),
    isHidden: () => document.hidden,
    onWake: (wake) => {
      addEventListener('online', wake)
      document.addEventListener('visibilitychange', () => {
        if (!document.hidden) wake()
      })
    },
    onTurn: tellTurn,
  }
}

/** The site that shows the widget; the address of a page of it is nobody's business. */
function siteAround(): string | undefined {
  return window.parent === window ? undefined : URL.parse(document.referrer)?.origin
}
