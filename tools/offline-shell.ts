/**
 * Writes into the technician's worker which files of this build it keeps: what the console starts with, and the
 * technician's pages, each with all that they import at once. Another build is another list, and another name.
 */
import { createHash } from 'node:crypto'
import type { Plugin, Rolldown } from 'vite'

export interface ShellParts {
  /** The worker's entry, by name. */
  readonly worker: string
  /** Modules whose chunks are kept with all they import. */
  readonly modules: readonly string[]
  /** Files beside the build. */
  readonly files: readonly string[]
}

type Chunk = Rolldown.OutputChunk & {
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> }
}

export function offlineShell({ worker, modules, files }: ShellParts): Plugin {
  return {
    name: 'facet-offline-shell',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((output): output is Chunk => output.type === 'chunk')
        const roots = chunks.filter(({ moduleIds }) =>
          modules.some((name) => moduleIds.some((id) => id.endsWith(name))),
        )
        if (roots.length === 0) throw new Error(`no chunk holds ${modules.join(' or ')}`)
        const list = [...files, ...[...filesOf(roots, chunks)].toSorted().map((name) => `/${name}`)]
        const target = chunks.find(({ name }) => name === worker)
        if (!target) throw new Error(`there is no entry ${worker}`)
        const build = createHash('sha256').update(JSON.stringify(list)).update(target.code).digest('hex').slice(0, 16)
        target.code = target.code
          .replaceAll('__SHELL__', JSON.stringify(list))
          .replaceAll('__BUILD__', JSON.stringify(build))
      },
    },
  }
}

/** A chunk with everything that it imports at once, its styles and pictures. */
function filesOf(roots: readonly Chunk[], chunks: readonly Chunk[]): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const found = new Set<string>()
  const visit = (chunk: Chunk): void => {
    if (found.has(chunk.fileName)) return
    found.add(chunk.fileName)
    for (const name of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) {
      found.add(name)
    }
    for (const name of chunk.imports) {
      const imported = byName.get(name)
      if (imported) visit(imported)
    }
  }
  for (const root of roots) visit(root)
  return found
}
