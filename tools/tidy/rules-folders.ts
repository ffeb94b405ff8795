import type { Violation } from './source.ts'

/** Rules about which files there are. `read` answers the text of a file that exists. */
export function checkFolders(files: readonly string[], read: (file: string) => string): Violation[] {
  return [...missingReadmes(files), ...unequalLocales(files, read)]
}

function missingReadmes(files: readonly string[]): Violation[] {
  const modules = new Set(files.flatMap((file) => /^(domains|packs|engine|kit)\/[^/]+(?=\/)/.exec(file)?.[0] ?? []))
  return [...modules]
    .filter((module) => /^(domains|packs)\//.test(module) && !files.includes(`${module}/README.md`))
    .map((module) => ({
      path: module,
      line: 1,
      message: 'has no README.md: say what it owns and what it does not own',
    }))
}

function unequalLocales(files: readonly string[], read: (file: string) => string): Violation[] {
  return files
    .filter((file) => /\/(en|zh-CN)\.json$/.test(file) && file.includes('/locale/'))
    .flatMap((file) => {
      const twin = file.endsWith('/en.json')
        ? file.replace(/en\.json$/, 'zh-CN.json')
        : file.replace(/zh-CN\.json$/, 'en.json')
      if (!files.includes(twin)) return [{ path: file, line: 1, message: `has no twin ${twin}` }]
      const there = new Set(keysOf(JSON.parse(read(twin))))
      return keysOf(JSON.parse(read(file)))
        .filter((key) => !there.has(key))
        .map((key) => ({ path: file, line: 1, message: `"${key}" is missing in ${twin}` }))
    })
}

/** Plural forms differ between languages: `key_one` and `key_other` count as `key`. */
function keysOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix.replace(/_(zero|one|two|few|many|other)$/, '')]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, prefix === '' ? key : `${prefix}.${key}`))
}
