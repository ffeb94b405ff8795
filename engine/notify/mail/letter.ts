import type { Locale } from '#engine/kernel'

/** A notification as a mail: a title, a few lines, one button. */
export interface Letter {
  readonly title: string
  readonly body: string
  /** Absolute; absent when there is nothing to open. */
  readonly url?: string
  readonly locale: Locale
}

const WORDS = {
  en: { open: 'Open in Facet', why: 'You can choose in Facet which notifications reach you by mail.' },
  'zh-CN': { open: '在万象中打开', why: '可在万象的通知设置中选择哪些通知发送邮件。' },
} as const satisfies Record<Locale, unknown>

export function letterText({ title, body, url, locale }: Letter): string {
  const { why } = WORDS[locale]
  return [title, body, url, `--\n${why}`].filter((part) => part !== undefined && part !== '').join('\n\n')
}

/** Plain tables and inline styles: mail programs understand little more. */
export function letterHtml({ title, body, url, locale }: Letter): string {
  const { open, why } = WORDS[locale]
  const lines = body === '' ? '' : `<p style="margin:0 0 20px">${escapeHtml(body).replaceAll('\n', '<br>')}</p>`
  const button =
    url === undefined
      ? ''
      : `<p style="margin:0 0 24px"><a href="${escapeHtml(url)}" style="background:#0958d9;color:#fff;padding:9px 18px;border-radius:6px;text-decoration:none">${open}</a></p>`
  return `<!doctype html><html lang="${locale}"><body style="margin:0;padding:24px;background:#f5f6f8;font:15px/1.6 sans-serif;color:#1f2329"><div style="max-width:560px;margin:0 auto;padding:28px;background:#fff;border-radius:8px"><h1 style="margin:0 0 14px;font-size:18px">${escapeHtml(title)}</h1>${lines}${button}<p style="margin:0;color:#646a73;font-size:12px">${why}</p></div></body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
