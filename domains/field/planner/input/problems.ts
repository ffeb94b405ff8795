import { invalidInput, type Problem as Complaint, type Refusal } from '#engine/kernel'

const PROBLEMS_MAX = 1_000

/** Collects everything that is wrong with an input, so that it is refused once and completely. */
export class Complaints {
  private readonly list: Complaint[] = []
  private unlisted = 0

  add(path: string, message: string): void {
    if (this.list.length < PROBLEMS_MAX) this.list.push({ path, message })
    else this.unlisted += 1
  }

  get any(): boolean {
    return this.list.length > 0
  }

  refusal(): Refusal {
    const rest = this.unlisted > 0 ? [{ path: '', message: `and ${this.unlisted} more problems` }] : []
    return invalidInput([...this.list, ...rest])
  }
}

/** `['jobs', 3, 'a/b']` → `/jobs/3/a~1b` (RFC 6901). */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
