/** How often, and how long, a customer may be answered on the platforms of WeChat: it depends on what he did. */
export interface Right {
  readonly forMs: number
  readonly sends: number
}

/**
 * Who writes may be answered five times within 48 hours, on WeChat and WeCom alike. Who does something else on an
 * Official Account (taps its menu, follows it, scans its code), three times within a minute.
 * https://developers.weixin.qq.com/doc/service/guide/product/kf/intro.html
 * https://developer.work.weixin.qq.com/document/path/96427
 */
export const RIGHTS = {
  wrote: { forMs: 48 * 3_600_000, sends: 5 },
  acted: { forMs: 60_000, sends: 3 },
} as const satisfies Record<string, Right>

/** The right of somebody who did it then. */
export function windowSince(ms: number, { forMs, sends }: Right): { expiresAt: string; sends: number } {
  return { expiresAt: new Date(ms + forMs).toISOString(), sends }
}
