/** How days are exchanged, and how fields show them in each language. */
export const DAY = 'YYYY-MM-DD'
export const SHOWN_DAY = { en: 'D MMM YYYY', 'zh-CN': DAY } as const
