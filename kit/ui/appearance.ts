import { useEffect, useSyncExternalStore } from 'react'
import { useStored } from '#kit/data'
import { densities, type Density, type Mode } from './palette.ts'

export type ModeChoice = Mode | 'system'

const DARK = '(prefers-color-scheme: dark)'

/** The person's choice of light, dark or the system's, and what it means now. Kept on the device. */
export function useMode(): {
  readonly mode: Mode
  readonly choice: ModeChoice
  readonly choose: (m: ModeChoice) => void
} {
  const [choice, choose] = useStored<ModeChoice>('mode', 'system')
  const systemIsDark = useSyncExternalStore(listenToSystem, () => matchMedia(DARK).matches)
  const system: Mode = systemIsDark ? 'dark' : 'light'
  return { mode: choice === 'system' ? system : choice, choice, choose }
}

/** Row height of lists and tables. Kept on the device. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  return useStored<Density>('density', 'standard')
}

/** Sets theme and density on the document, where the style sheets read them. */
export function useDocumentAppearance(mode: Mode): void {
  const [density] = useDensity()
  useEffect(() => {
    const { style, dataset } = document.documentElement
    dataset['theme'] = mode
    style.setProperty('--row', `${densities[density]}px`)
  }, [mode, density])
}

function listenToSystem(listener: () => void): () => void {
  const query = matchMedia(DARK)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
