import { useQuery, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { deskApi, type Candidate } from '../api.ts'

/** A select knows no null. */
export const NOBODY = ''

/** Teams, and people with what they have: those of the team who could take it first, the others of the desk behind them. */
export function useCandidates(incidentId: string, teamId: string | undefined) {
  const t = useText('desk')
  const me = useSession().user.id
  const query = teamId === undefined || teamId === NOBODY ? {} : { teamId }
  const { data } = useQuery(deskApi.query('readCandidates', { params: { id: incidentId }, query }))
  const colleagues = useQuery(deskApi.query('listColleagues')).data?.items ?? []
  const items = data?.items ?? []
  const nameOf = (userId: string, name: string) => (userId === me ? t('assign.me', { name }) : name)
  const known = new Set(items.map(({ userId }) => userId))
  const ranked = items.map((each) => ({
    value: each.userId,
    label: [nameOf(each.userId, each.name), t('assign.load', { ...each }), ...lacking(each)].join(' · '),
  }))
  const others = colleagues.filter(({ userId }) => !known.has(userId))
  return {
    teams: [
      { value: NOBODY, label: t('assign.noTeam') },
      ...(data?.teams ?? []).map((team) => ({ value: team.teamId, label: team.name })),
    ],
    people: [
      { value: NOBODY, label: t('owner.none') },
      ...ranked,
      ...others.map(({ userId, name }) => ({ value: userId, label: nameOf(userId, name) })),
    ],
    items,
    skills: data?.skills ?? {},
  }

  function lacking({ obstacle }: Candidate): string[] {
    return obstacle === null ? [] : [t(`assign.obstacle.${obstacle}`)]
  }
}

export type Candidates = ReturnType<typeof useCandidates>
