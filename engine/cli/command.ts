import type { ParseArgsOptionsConfig } from 'node:util'

/**
 * One command of `facet`. It reads its input through the call, reports progress through it,
 * and returns what is printed as JSON; a Refusal with problems becomes exit 1.
 */
export interface Command {
  /** Shown on wrong usage, for example `facet due <cases.json|->`. */
  readonly usage: string
  readonly options?: ParseArgsOptionsConfig
  run(call: CommandCall): Promise<unknown>
}

/** A line of `facet`'s list; the command itself is loaded only when it is called. */
export interface CommandEntry {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
}

export interface CommandCall {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  /** The text of a file, or of standard input for `-`; refused when it cannot be read or is not UTF-8. */
  read(file: string): Promise<string>
  /** The same, parsed as JSON. */
  readJson(file: string): Promise<unknown>
  /** One line to standard error. */
  progress(line: string): void
  /** Ctrl-C asks the command to end early and to print the best it has. */
  readonly signal: AbortSignal
}

/** The command was called wrongly (exit 2), as opposed to called rightly with bad input (exit 1). */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
