import type { ShapeName, Tone } from '#kit/ui'

export type Side = 'agent' | 'customer'
export type Level = 'block' | 'warn' | 'mark'

/** The gravest first. */
export const LEVELS: readonly Level[] = ['block', 'warn', 'mark']

export const LEVEL_LOOKS: Readonly<Record<Level, { readonly shape: ShapeName; readonly tone: Tone }>> = {
  block: { shape: 'late', tone: 'bad' },
  warn: { shape: 'hold', tone: 'warn' },
  mark: { shape: 'open', tone: 'neutral' },
}
