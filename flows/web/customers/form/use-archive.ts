import { useCommand, useQueryClient, type QueryKey } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { flowsApi, partyApi } from '../../api.ts'

type Route = 'updateOrganisation' | 'updatePerson' | 'updateSite'

/** What shows organisations, people and sites by name; it is read again when one of them changes. */
export const PARTY_KEYS: readonly QueryKey[] = [
  partyApi.key(),
  flowsApi.key('listCustomers'),
  flowsApi.key('listPeople'),
]

/** Archives and takes back, each with undo. Whoever only archives changes nothing else, so the last version wins. */
export function useArchive(route: Route): {
  busy: boolean
  error: Error | null
  archive: (thing: { id: string; name: string }, archived: boolean) => void
} {
  const t = useText('customers')
  const cache = useQueryClient()
  const command = useCommand(partyApi, route, { refetch: PARTY_KEYS })
  const set = async (id: string, archived: boolean) => {
    await partyApi.call[route]({ params: { id }, body: { archived } })
    await Promise.all(PARTY_KEYS.map((queryKey) => cache.invalidateQueries({ queryKey: [...queryKey] })))
  }
  const archive = ({ id, name }: { id: string; name: string }, archived: boolean) =>
    command.mutate(
      { params: { id }, body: { archived } },
      {
        onSuccess: () =>
          toast({
            text: t(archived ? 'archive.done' : 'archive.restored', { name }),
            undo: () => void set(id, !archived),
          }),
      },
    )
  return { busy: command.isPending, error: command.error, archive }
}
