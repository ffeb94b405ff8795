import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { invalidInput, Refusal } from '#engine/kernel'
import { UsageError, type Command, type CommandCall, type CommandEntry } from './command.ts'

/** Where a command reads and writes; tests pass their own. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream
  out(text: string): void
  err(text: string): void
  readonly signal: AbortSignal
}

/** Runs `facet <command> …` and answers the exit code: 0 done, 1 input refused, 2 wrong usage. */
export async function runCommand(
  commands: readonly CommandEntry[],
  argv: readonly string[],
  io: CommandIo,
): Promise<number> {
  const [name, ...rest] = argv
  const entry = commands.find((candidate) => candidate.name === name)
  if (!entry) {
    io.err(overview(commands, name))
    return 2
  }
  const command = await entry.load()
  try {
    const result = await command.run(openCall(command, rest, io))
    if (result !== undefined) io.out(`${JSON.stringify(result, exactNumbers, 2)}\n`)
    return 0
  } catch (error) {
    return report(error, command, io)
  }
}

function openCall(command: Command, argv: readonly string[], io: CommandIo): CommandCall {
  const { values, positionals } = parseCommandLine(command, argv)
  const read = (file: string): Promise<string> => readUtf8(file, io)
  return {
    positionals,
    values,
    read,
    readJson: async (file) => parseJson(await read(file), file),
    progress: (line) => io.err(`${line}\n`),
    signal: io.signal,
  }
}

function parseCommandLine(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: command.options ?? {}, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function readUtf8(file: string, io: CommandIo): Promise<string> {
  const bytes = await readBytes(file, io)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalidInput([{ path: '', message: `${file} is not UTF-8 text` }])
  }
}

async function readBytes(file: string, io: CommandIo): Promise<Buffer> {
  if (file === '-') return buffer(io.stdin)
  try {
    return await readFile(file)
  } catch (error) {
    throw invalidInput([{ path: '', message: `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}` }])
  }
}

function parseJson(source: string, file: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    throw invalidInput([{ path: '', message: `${file} is not JSON: ${(error as Error).message}` }])
  }
}

function report(error: unknown, command: Command, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.err(`${error.message}\nusage: ${command.usage}\n`)
    return 2
  }
  if (error instanceof Refusal) {
    const problems = error.problems.length > 0 ? error.problems : [{ path: '', message: error.code }]
    for (const { path, message } of problems) io.err(path === '' ? `${message}\n` : `${path}: ${message}\n`)
    return 1
  }
  throw error
}

function overview(commands: readonly CommandEntry[], asked: string | undefined): string {
  const width = Math.max(0, ...commands.map((command) => command.name.length))
  const list = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`).join('\n')
  const complaint = asked === undefined ? '' : `facet has no command "${asked}".\n\n`
  return `${complaint}usage: facet <command> …\n\n${list}\n`
}

/** Exact numbers leave as decimal text. */
function exactNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
