import path from 'node:path'

/** Where a file lives: `domains/desk/incident/x.ts` is in the room `domains`, module `desk`. */
export interface Place {
  readonly room: string
  readonly module: string
  /** Runs in the browser. */
  readonly web: boolean
}

/** Left to right: a file imports from its own module or from the left. */
export const ROOMS = ['engine', 'kit', 'domains', 'flows', 'packs', 'app'] as const

/** The engine's parts in their order of dependency. */
export const ENGINE_PARTS =
  'kernel cli store events jobs http live tenancy identity audit metrics party calendar casework files notify accounts webhooks documents search ai knowledge assembly'.split(
    ' ',
  )

export function placeOf(file: string): Place {
  const [room = '', module = ''] = file.split('/')
  const web =
    room === 'kit' ||
    /^(app|flows)\/web\//.test(file) ||
    /^(domains|packs)\/[^/]+\/(.+\/)?web\//.test(file) ||
    file.endsWith('.tsx')
  return { room, module: ['flows', 'app'].includes(room) ? '' : module, web }
}

/** The file or door that an import means, as a path in the repository; undefined for packages. */
export function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  const contract = /^#(engine|domains)\/([^/]+)\/contract$/.exec(specifier)
  if (contract) return `${contract[1]}/${contract[2]}/contract.ts`
  const door = /^#(engine|kit|domains|packs)\/([^/]+)$/.exec(specifier)
  if (door) return `${door[1]}/${door[2]}/index.ts`
  const flow = /^#flows\/(.+)$/.exec(specifier)
  return flow ? `flows/${flow[1]}.ts` : undefined
}

export function isDoor(target: string): boolean {
  return /^(engine|kit|domains|packs)\/[^/]+\/(index|contract)\.ts$/.test(target)
}
