import { runCommand, type CommandEntry } from '#engine/cli'

const commands: readonly CommandEntry[] = [
  {
    name: 'classify',
    summary: 'judge questions: answer, or say that nobody knows',
    load: async () => (await import('#engine/ai')).classifyCommand,
  },
  {
    name: 'plan',
    summary: 'plan visits, routes and parts (VROOM JSON in and out)',
    load: async () => (await import('#domains/field')).planCommand,
  },
  {
    name: 'rate',
    summary: 'price usage by any pricing model, exactly',
    load: async () => (await import('#domains/subscription')).rateCommand,
  },
  {
    name: 'bill',
    summary: 'replay the invoices of a customer from what was agreed, done and used',
    load: async () => (await import('#domains/subscription')).billCommand,
  },
  {
    name: 'retrieve',
    summary: 'find the documents that answer questions',
    load: async () => (await import('#engine/search')).retrieveCommand,
  },
  {
    name: 'due',
    summary: 'business time: due instants, elapsed time, business days',
    load: async () => (await import('#engine/calendar')).dueCommand,
  },
  {
    name: 'detect',
    summary: 'anomaly scores for a series of measurements',
    load: async () => (await import('#domains/fleet')).detectCommand,
  },
]

const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  signal: interrupt.signal,
})
