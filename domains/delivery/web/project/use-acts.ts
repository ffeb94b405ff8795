import { RefusedByServer, useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { deliveryApi, type ProjectAct, type ProjectDetail } from '../api.ts'

/** The way forward, in its order; whatever else is possible stands beside it. */
const FORWARD: readonly ProjectAct[] = ['design', 'deliver', 'present', 'close']

/** What may be done with a project now; a refusal says why in the corner. */
export function useActs({ project, acts, acceptance }: ProjectDetail) {
  const t = useText('delivery')
  const command = useCommand(deliveryApi, 'actOnProject', { refetch: [deliveryApi.key()] })
  // Operation takes over by the hand-over itself, not by a button of the bar; what is signed goes nowhere else.
  const possible = acts
    .map(({ act }) => act)
    .filter((act): act is ProjectAct => act !== 'hand_over')
    .filter((act) => acceptance === null || (act !== 'mend' && act !== 'cancel'))
  const next = FORWARD.find((act) => possible.includes(act))
  const perform = (act: ProjectAct): void =>
    command.mutate(
      { params: { id: project.id }, body: { act } },
      {
        onSuccess: () => toast({ text: t(`done.${act}`, { number: project.number }) }),
        onError: (error) =>
          toast({ text: error instanceof RefusedByServer ? error.problem.title : t('kit:error.offline') }),
      },
    )
  const others = possible.filter((act) => act !== next)
  return { next, others, isEmpty: possible.length === 0, perform, isPending: command.isPending }
}
