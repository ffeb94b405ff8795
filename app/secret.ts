import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'

/** The master key: given, or made at the first start and kept in the data folder, readable by its owner only. */
export function masterSecret(config: Config): string {
  if (config.secret !== undefined) return config.secret
  const file = path.join(config.dataFolder, 'facet.secret')
  if (!existsSync(file)) {
    mkdirSync(config.dataFolder, { recursive: true, mode: 0o711 })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}
