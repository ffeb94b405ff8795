/** The process cannot start, and its message says in one sentence what to do about it. Shown without a stack trace. */
export class CannotStart extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CannotStart'
  }
}
