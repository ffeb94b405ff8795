import { useLive, useMay, useQuery } from '#kit/data'
import { flowsApi } from '../api.ts'

/** What a page tells of the one it is about. An incident stands for its person and its device. */
export interface CustomerContext {
  readonly personId?: string | null | undefined
  readonly customerId?: string | null | undefined
  readonly incidentId?: string | undefined
  readonly conversationId?: string | undefined
  readonly deviceId?: string | undefined
}

/** Everything known about who is asking; all sections read the one answer. */
export function useCustomer({ personId, customerId, incidentId }: CustomerContext) {
  const may = useMay()
  const query = incidentId ? { incidentId } : { ...(personId && { personId }), ...(customerId && { customerId }) }
  const enabled = may('flows.customer.read') && Object.keys(query).length > 0
  return useQuery({ ...flowsApi.query('customer360', { query }), enabled })
}

/** Reads it again when incidents or visits move; bound once, by the first section. */
export function useCustomerLive(): void {
  useLive(['desk.incidents', 'field.board'], { refetch: [flowsApi.key('customer360')] })
}
