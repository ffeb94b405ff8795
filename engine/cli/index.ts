/** The frame of the `facet` command line: every engine can be asked without a server. */
export { UsageError, type Command, type CommandCall, type CommandEntry } from './command.ts'
export { runCommand, type CommandIo } from './run.ts'
