import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What the browser's code is made of; contracts and locales lie beside the server's code. */
const SOURCES = ['kit', 'app/web', 'domains', 'flows', 'packs', 'engine', 'vite.config.ts', 'package-lock.json']
const STAMP = 'dist/web/.built'

/** Builds the web app when a source is newer than the last build; answers whether it did. */
export async function buildWeb(force = false): Promise<boolean> {
  const newest = Math.max(...SOURCES.map(newestIn))
  if (!force && readStamp() >= newest) return false
  const { build } = await import('vite')
  await build({ logLevel: 'warn' })
  writeFileSync(STAMP, String(newest))
  return true
}

function readStamp(): number {
  try {
    return Number(readFileSync(STAMP, 'utf8'))
  } catch {
    return -1
  }
}

/** The newest change (milliseconds) of a file that may end up in the browser. */
function newestIn(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(sql|md|test\.tsx?)$/.test(entry.name))
    .reduce((newest, entry) => Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs), 0)
}
