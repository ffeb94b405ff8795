import type { LucideIcon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { createRegistry } from './registry.ts'

/** What a command may use when it runs. */
export interface CommandContext {
  readonly go: (path: string) => void
  readonly may: (permission: string) => boolean
}

/** An act offered in the command palette (Ctrl K). */
export interface Command {
  readonly id: string
  readonly titleKey: string
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly may?: string
  readonly run: (context: CommandContext) => void
}

const commands = createRegistry<Command>()

/** Offers acts in the palette, wherever the person is. */
export function defineCommands(list: readonly Command[]): void {
  for (const command of list) commands.add(command)
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(commands.subscribe, commands.all)
}
