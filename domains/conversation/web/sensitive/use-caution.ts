import { useRef, useState } from 'react'
import { conversationApi } from '../api.ts'

export interface Caution {
  readonly outcome: 'block' | 'warn'
  readonly words: readonly string[]
}

/** Who waits longer than this sends without having been asked; the server looks again. */
const PATIENCE_MS = 2500

/** Looks through what is about to be sent; `go` is called when nothing stands against it. */
export function useCaution() {
  const [caution, setCaution] = useState<Caution>()
  const asking = useRef(false)
  const check = async (text: string, go: () => void): Promise<void> => {
    // A second press of the button is no second message.
    if (asking.current) return
    asking.current = true
    const { outcome, words } = await askServer(text)
    asking.current = false
    if (outcome === 'block' || outcome === 'warn') return setCaution({ outcome, words })
    setCaution(undefined)
    go()
  }
  return { caution, check, dismiss: () => setCaution(undefined) }
}

async function askServer(text: string) {
  try {
    return await conversationApi.call.checkWords({ body: { text }, signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch {
    return { outcome: 'clean' as const, words: [] }
  }
}
