import { UsageError, type Command, type CommandCall } from '#engine/cli'
import { invalidInput, Refusal, type Problem } from '#engine/kernel'
import { addBusinessDays } from './business-days.ts'
import { dueAt, elapsedSeconds, isOpen, warnAt } from './business-time.ts'
import { openCalendar, type Calendar } from './calendar.ts'
import { dueInput, linkProblems, type DueCase, type DueInput } from './due-cases.ts'
import { problemsOf } from './problems.ts'

const PROGRESS_EVERY = 100_000

/** `facet due cases.json`: business time for a file of cases; all of them are answered, or none. */
export const dueCommand: Command = {
  usage: 'facet due <cases.json|->',

  async run(call) {
    const [file, ...rest] = call.positionals
    if (file === undefined || rest.length > 0) throw new UsageError('give one file of cases')
    const input = readInput(await call.readJson(file))
    const calendars = new Map(
      Object.entries(input.calendars).map(([name, definition]) => [name, openCalendar(definition)] as const),
    )
    return { results: answerAll(calendars, input.cases, call) }
  },
}

function readInput(json: unknown): DueInput {
  const checked = dueInput.safeParse(json)
  const problems = [...(checked.error ? problemsOf(checked.error) : []), ...linkProblems(json)]
  if (!checked.success || problems.length > 0) throw invalidInput(problems)
  return checked.data
}

function answerAll(calendars: ReadonlyMap<string, Calendar>, cases: readonly DueCase[], call: CommandCall) {
  const problems: Problem[] = []
  const results = cases.map((asked, i) => {
    if (i > 0 && i % PROGRESS_EVERY === 0) call.progress(`${i} of ${cases.length} cases`)
    try {
      return { id: asked.id, ...answer(calendars.get(asked.calendar)!, asked) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push({ path: `/cases/${i}`, message: 'the calendar closes for good before that much time has passed' })
      return undefined
    }
  })
  if (problems.length > 0) throw invalidInput(problems)
  return results
}

function answer(calendar: Calendar, asked: DueCase): object {
  switch (asked.op) {
    case 'due':
      return { due: instantText(dueAt(calendar, asked.start, asked.seconds, asked.pauses)) }
    case 'elapsed':
      return { seconds: elapsedSeconds(calendar, asked.start, asked.end, asked.pauses) }
    case 'businessDays':
      return { due: instantText(addBusinessDays(calendar, asked.start, asked.days, { endOfDay: asked.endOfDay })) }
    case 'inHours':
      return { open: isOpen(calendar, asked.at) }
    case 'warn': {
      const { start, seconds, beforeSeconds, pauses } = asked
      const due = instantText(dueAt(calendar, start, seconds, pauses))
      return { due, warn: instantText(warnAt(calendar, start, seconds, beforeSeconds, pauses)) }
    }
  }
}

function instantText(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString()
}
