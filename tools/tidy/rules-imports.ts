import { ENGINE_PARTS, isDoor, placeOf, ROOMS, targetOf } from './rooms.ts'
import type { Import, Source, Violation } from './source.ts'

/** Layers, siblings, doors and the border between server and browser. */
export function checkImports(source: Source): Violation[] {
  const here = placeOf(source.path)
  if (!ROOMS.includes(here.room as never)) return []
  return source.imports.flatMap((entry) => {
    const message = judge(source.path, entry)
    return message === undefined ? [] : [{ path: source.path, line: entry.line, message }]
  })
}

function judge(file: string, { specifier, typeOnly }: Import): string | undefined {
  const here = placeOf(file)
  const target = targetOf(file, specifier)
  if (target === undefined) return judgePackage(file, specifier, typeOnly)
  const there = placeOf(target)
  const sameModule = here.room === there.room && here.module === there.module
  if (!sameModule && isDoor(target) && specifier.startsWith('.'))
    return `"${specifier}" leaves the module: import its door "#${there.room}/${there.module}"`
  if (!sameModule && !isDoor(target) && here.room !== 'app' && there.room !== 'flows') {
    return `"${specifier}" reaches inside ${there.room}/${there.module}: import its door "#${there.room}/${there.module}"`
  }
  return judgeOrder(here, there, target) ?? judgeBorder(here, there, target, typeOnly)
}

function judgeOrder(
  here: ReturnType<typeof placeOf>,
  there: ReturnType<typeof placeOf>,
  target: string,
): string | undefined {
  const [from, to] = [ROOMS.indexOf(here.room as never), ROOMS.indexOf(there.room as never)]
  if (to > from)
    return `${here.room} must not know ${there.room}: turn the dependency round, or move this to ${there.room}`
  if (here.room === 'domains' && there.room === 'domains' && here.module !== there.module) {
    return `domain ${here.module} must not know its sibling ${there.module}: let a flow in flows/ connect them`
  }
  if (
    here.room === 'engine' &&
    there.room === 'engine' &&
    here.module !== there.module &&
    !target.endsWith('/contract.ts')
  ) {
    const [a, b] = [ENGINE_PARTS.indexOf(here.module), ENGINE_PARTS.indexOf(there.module)]
    if (a < 0) return `engine/${here.module} has no place in the order of engine parts: add it in tools/tidy/rooms.ts`
    if (b > a) return `engine/${here.module} comes before engine/${there.module} and must not know it`
  }
  return undefined
}

function judgeBorder(
  here: ReturnType<typeof placeOf>,
  there: ReturnType<typeof placeOf>,
  target: string,
  typeOnly: boolean,
): string | undefined {
  if (here.web && !there.web && !target.endsWith('/contract.ts') && !target.endsWith('.json') && !typeOnly) {
    const own = here.room === there.room && here.module === there.module && /\/(contract|shared)\b/.test(target)
    if (!own) return `the browser must not load server code (${target}): go through a contract`
  }
  if (!here.web && there.web && !target.endsWith('.json')) return `the server must not load browser code (${target})`
  return undefined
}

function judgePackage(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const { web, room } = placeOf(file)
  if (web && !typeOnly && specifier.startsWith('node:')) return `"${specifier}" does not exist in the browser`
  const browserOnly = /^(react|react-dom|antd|preact|lucide-react|echarts|uplot|maplibre-gl|@tanstack\/)/.test(
    specifier,
  )
  if (!web && browserOnly && ROOMS.includes(room as never))
    return `"${specifier}" belongs to the browser: put this file under web/`
  return undefined
}
