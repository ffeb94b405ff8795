import { useEffect, useRef, useState } from 'react'

/** Files that are dropped anywhere on the page, or pasted. Answers whether some are being dragged over it. */
export function useFileDrop(onFiles: (files: Iterable<File>) => void, active: boolean): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    if (!active) return undefined
    const stop = new AbortController()
    const on = <K extends 'dragover' | 'dragleave' | 'drop' | 'paste'>(
      name: K,
      react: (event: DocumentEventMap[K]) => void,
    ) => document.addEventListener(name, react, { signal: stop.signal })
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    })
    on('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false)
    })
    on('drop', (event) => {
      setOver(false)
      if (!event.dataTransfer || event.dataTransfer.files.length === 0) return
      event.preventDefault()
      latest.current(event.dataTransfer.files)
    })
    on('paste', (event) => {
      if (!event.clipboardData || event.clipboardData.files.length === 0) return
      event.preventDefault()
      latest.current(event.clipboardData.files)
    })
    return () => stop.abort()
  }, [active])
  return over && active
}
