/**
 * Which sites may show the widget. A browser obeys `frame-ancestors` of the page itself; the check at the opening of a
 * session also turns away a script that calls from elsewhere, and a page that says it is embedded where it may not be.
 */
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import { parseChannelAddress } from '../address.ts'
import type { WebSettings } from './channel.ts'

/** Empty: any site. Undefined: there is no such channel. */
export async function widgetOrigins({ channels }: Parts, address: string): Promise<readonly string[] | undefined> {
  const place = parseChannelAddress(address)
  const channel = place && (await channels.find(place))
  if (channel?.kind.kind !== 'web') return undefined
  return originsOf(channel.connection.settings as WebSettings)
}

export function originsOf({ origins }: Pick<WebSettings, 'origins'>): readonly string[] {
  return [...new Set(origins.map((site) => new URL(site).origin))]
}

export interface Embedding {
  /** Of the request, as browsers set it. */
  readonly origin?: string | undefined
  /** Where this installation itself is reached: the widget's own page calls from there. */
  readonly host?: string | undefined
  /** The site around the widget, as the widget saw it. */
  readonly page?: string | undefined
}

/** Refused: origin-not-allowed. */
export function assertEmbeddable(settings: Pick<WebSettings, 'origins'>, { origin, host, page }: Embedding): void {
  const allowed = originsOf(settings)
  if (allowed.length === 0) return
  for (const site of [origin, page]) {
    if (site === undefined || URL.parse(site)?.host === host) continue
    if (!allowed.includes(site)) throw conversationRefusals.originNotAllowed({ origin: site })
  }
}
