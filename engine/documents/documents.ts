import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export interface Documents {
  /**
   * Renders a Typst template. It reads its data with `#let data = json(bytes(sys.inputs.data))`;
   * the only face is "Noto Sans SC" in weights 400 and 600, with Latin and GB 2312.
   */
  pdf(template: string, data: object): Buffer
}

const FONTS = ['NotoSansSC_400Regular.ttf', 'NotoSansSC_600SemiBold.ttf']
/** Pages of the last documents stay in the compiler's memory for this many further documents. */
const CACHE_AGE = 10

export function createDocuments(): Documents {
  let compiler: NodeCompiler | undefined
  return {
    pdf: (template, data) => {
      compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: FONTS.map(readFont) }] })
      try {
        return compiler.pdf({ mainFileContent: template, inputs: { data: JSON.stringify(data) } })
      } finally {
        compiler.evictCache(CACHE_AGE)
      }
    },
  }
}

function readFont(name: string): Buffer {
  return readFileSync(new URL(`./fonts/${name}`, import.meta.url))
}
