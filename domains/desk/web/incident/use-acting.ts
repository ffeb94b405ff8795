import { useState } from 'react'
import { RefusedByServer, useCommand, useQueryClient } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { deskApi, type Act, type ActFields, type IncidentDetail } from '../api.ts'
import { madeAgainst } from '../words.ts'

export interface ActWords {
  readonly fields?: ActFields
  readonly text?: string
  readonly assigneeId?: string
}

/**
 * Acts on an incident as it is shown or, in a dialog, `asOpened`. Somebody faster makes the server refuse (412);
 * `reload` takes the newer state and leaves what was typed.
 */
export function useActing({ incident }: IncidentDetail, { asOpened = false } = {}) {
  const t = useText('desk')
  const cache = useQueryClient()
  const [opened, setOpened] = useState(incident.version)
  const version = asOpened ? opened : incident.version
  const command = useCommand(deskApi, 'actOnIncident', { refetch: [deskApi.key()] })
  const params = { id: incident.id }
  return {
    error: command.error,
    pending: command.isPending,
    conflict: isConflict(command.error),
    perform: (act: Act, { fields, text, assigneeId }: ActWords = {}, onDone?: () => void) =>
      command.mutate(
        {
          params,
          body: { act, ...(fields && { fields }), ...(text && { text }), ...(assigneeId && { assigneeId }) },
          headers: madeAgainst(version),
        },
        {
          onSuccess: (changed) => {
            toast({ text: t(`done.${act}`, { number: changed.number }) })
            onDone?.()
          },
        },
      ),
    reload: async () => {
      const newer = await cache.fetchQuery({ ...deskApi.query('getIncident', { params }), staleTime: 0 })
      setOpened(newer.version)
      command.reset()
    },
  }
}

export type Acting = ReturnType<typeof useActing>

export function isConflict(error: Error | null): boolean {
  return error instanceof RefusedByServer && error.status === 412
}
