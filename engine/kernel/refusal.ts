/**
 * A refusal: the caller asked for something that is not allowed or not possible, and can be told why.
 * It travels as a thrown value from the rule that refuses to the border (HTTP, command line, channel),
 * where it becomes `application/problem+json` or a list of problems. It is never logged as a failure.
 */

/** One thing that is wrong with an input; `path` is a JSON pointer such as `/lines/2/quantity`. */
export interface Problem {
  readonly path: string
  readonly message: string
}

export type RefusalParams = Readonly<Record<string, string | number | boolean>>

export class Refusal extends Error {
  /** `<domain>.<kebab-case reason>`, for example `desk.incident-closed`; the key of its text in both locales. */
  readonly code: string
  readonly status: number
  readonly params: RefusalParams
  readonly problems: readonly Problem[]

  constructor(code: string, status: number, params: RefusalParams = {}, problems: readonly Problem[] = []) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.params = params
    this.problems = problems
  }
}

/**
 * A part's table of refusals. Each entry is called to make the refusal:
 * `throw refusals.incidentClosed({ number })`.
 */
export function defineRefusals<const T extends Readonly<Record<string, number>>>(
  domain: string,
  statusByName: T,
): { readonly [K in keyof T]: (params?: RefusalParams, problems?: readonly Problem[]) => Refusal } {
  const entries = Object.entries(statusByName).map(([name, status]) => {
    const code = `${domain}.${kebab(name)}`
    return [
      name,
      (params?: RefusalParams, problems?: readonly Problem[]) => new Refusal(code, status, params, problems),
    ]
  })
  return Object.fromEntries(entries)
}

/** Refused because the input itself is wrong; every problem is listed. */
export function invalidInput(problems: readonly Problem[]): Refusal {
  return new Refusal('engine.invalid-input', 422, {}, problems)
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
