import { currentLocale } from '#kit/i18n'
import { RefusedByServer, type ProblemDocument } from '#kit/data'

/** Rows that have come, and how many there will be. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** Reads a table while it is being written, tells how far it is, and saves it once it is whole. */
export async function saveTable(
  url: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<number> {
  const response = await fetch(url, { signal, headers: { 'accept-language': currentLocale() } })
  if (!response.ok || !response.body) throw new RefusedByServer((await response.json()) as ProblemDocument)
  const total = Number(response.headers.get('facet-rows'))
  const parts: Uint8Array<ArrayBuffer>[] = []
  let lines = 0
  for await (const part of response.body) {
    parts.push(part)
    lines += part.filter((byte) => byte === LINE_FEED).length
    onProgress({ done: Math.min(Math.max(0, lines - 1), total), total })
  }
  offer(new Blob(parts, { type: 'text/csv' }), nameIn(response.headers.get('content-disposition')))
  return total
}

const LINE_FEED = 10

function nameIn(disposition: string | null): string {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'incidents.csv'
}

function offer(table: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(table)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
