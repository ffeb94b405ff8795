import { useRef, useState } from 'react'
import { RefusedByServer, useQueryClient } from '#kit/data'
import { subscriptionApi, type AgreementRow } from '../api.ts'

export interface RunState {
  readonly phase: 'waiting' | 'running' | 'stopped' | 'done'
  readonly done: number
  readonly total: number
  readonly invoices: number
  /** Agreements that were refused, with the reason; nobody else's bill waits for them. */
  readonly refused: readonly { readonly agreement: AgreementRow; readonly reason: string }[]
}

const WAITING: RunState = { phase: 'waiting', done: 0, total: 0, invoices: 0, refused: [] }
const PAGE = 200

/**
 * Bills one agreement after the other. What is billed stays billed: a run that was stopped, or cut off with the page,
 * goes on with the next, because a second run makes nothing anew.
 */
export function useRun(): {
  state: RunState
  start: (until: string) => Promise<void>
  stop: () => void
  reset: () => void
} {
  const [state, setState] = useState(WAITING)
  const stopped = useRef(false)
  const cache = useQueryClient()

  async function start(until: string): Promise<void> {
    stopped.current = false
    const agreements = (await allAgreements()).filter(({ startsOn }) => startsOn <= until)
    setState({ ...WAITING, phase: 'running', total: agreements.length })
    for (const agreement of agreements) {
      if (stopped.current) break
      const outcome = await bill(agreement, until)
      setState((now) => ({
        ...now,
        done: now.done + 1,
        invoices: now.invoices + outcome.invoices,
        refused: [...now.refused, ...outcome.refused],
      }))
    }
    setState((now) => ({ ...now, phase: stopped.current ? 'stopped' : 'done' }))
    await cache.invalidateQueries({ queryKey: [...subscriptionApi.key()] })
  }

  const stop = (): void => {
    stopped.current = true
  }
  return { state, start, stop, reset: () => setState(WAITING) }
}

async function allAgreements(): Promise<AgreementRow[]> {
  const found: AgreementRow[] = []
  let after: string | undefined
  do {
    const page = await subscriptionApi.call.listAgreements({ query: { limit: PAGE, ...(after && { after }) } })
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return found
}

async function bill(agreement: AgreementRow, until: string): Promise<Pick<RunState, 'invoices' | 'refused'>> {
  try {
    const { agreementId } = agreement
    const { invoiceIds } = await subscriptionApi.call.runInvoices({ body: { until, agreementId } })
    return { invoices: invoiceIds.length, refused: [] }
  } catch (error) {
    if (!(error instanceof RefusedByServer)) throw error
    return { invoices: 0, refused: [{ agreement, reason: error.problem.title }] }
  }
}
