import type { Act, IncidentDetail } from '../api.ts'

/** What is sensible next in each state; the rest stands behind "more". */
const NEXT: Readonly<Record<IncidentDetail['incident']['state'], readonly Act[]>> = {
  new: ['start'],
  in_progress: ['resolve'],
  waiting_customer: ['answer', 'resolve'],
  onsite: ['resolve'],
  resolved: ['close'],
  closed: [],
  cancelled: [],
}

const IN_ORDER: readonly Act[] = [
  'start',
  'answer',
  'diagnose_remote',
  'diagnose_onsite',
  'ask',
  'return',
  'resolve',
  'reopen',
  'close',
  'cancel',
]

/** Acts whose dialog asks for words first; the others happen at once. */
const ASKING: readonly Act[] = ['diagnose_remote', 'diagnose_onsite', 'ask', 'resolve', 'reopen', 'cancel']

export interface OfferedActs {
  readonly primary: Act | undefined
  readonly others: readonly Act[]
}

/** Of the acts that the server allows: the one that is sensible next, and the others in the order of the work. */
export function offeredActs({ incident, acts }: Pick<IncidentDetail, 'incident' | 'acts'>): OfferedActs {
  const possible = IN_ORDER.filter((act) => acts.some((each) => each.act === act))
  const primary = NEXT[incident.state].find((act) => possible.includes(act))
  return { primary, others: possible.filter((act) => act !== primary) }
}

export function asksFirst(act: Act): boolean {
  return ASKING.includes(act)
}
