import { useEffect, useState } from 'react'
import type { KeptFile, Shelf } from '../offline/entries.ts'

/** An address under which the browser shows a file that lies on this phone. */
export function useKeptUrl(files: Shelf<KeptFile>, id: string | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let gone = false
    void (id === undefined ? Promise.resolve(undefined) : files.get(id)).then((file) => {
      if (gone) return
      made = file && URL.createObjectURL(file.content)
      setUrl(made)
    })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [files, id])
  return url
}

/** Keeps a file on the phone and answers its id. */
export async function keepFile(files: Shelf<KeptFile>, content: Blob, name: string): Promise<string> {
  const id = crypto.randomUUID()
  await files.put({ id, name, content })
  return id
}
