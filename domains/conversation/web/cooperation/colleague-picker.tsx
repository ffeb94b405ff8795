import { Select } from 'antd'
import { useQuery, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { conversationApi } from '../api.ts'

export interface Invited {
  readonly userIds: string[]
  readonly teamIds: string[]
}

export const NOBODY: Invited = { userIds: [], teamIds: [] }

const TEAM = 'team:'

/** People and teams of every department, found by name. */
export function ColleaguePicker({ value, onChange }: { value: Invited; onChange: (value: Invited) => void }) {
  const t = useText('conversation')
  const { user } = useSession()
  const { data, isPending } = useQuery(conversationApi.query('listColleagues'))
  const people = data?.people.filter(({ userId }) => userId !== user.id) ?? []
  const options = [
    {
      label: t('cooperation.teams'),
      options: (data?.teams ?? []).map(({ teamId, name, members }) => ({
        value: TEAM + teamId,
        label: t('cooperation.team', { name, count: members }),
      })),
    },
    {
      label: t('cooperation.people'),
      options: people.map(({ userId, name, roles }) => ({
        value: userId,
        label: `${name} · ${roles.map((role) => t(`role.${role}`, role)).join(', ')}`,
      })),
    },
  ].filter((group) => group.options.length > 0)
  const chosen = [...value.teamIds.map((id) => TEAM + id), ...value.userIds]
  const choose = (keys: string[]) =>
    onChange({
      teamIds: keys.filter((key) => key.startsWith(TEAM)).map((key) => key.slice(TEAM.length)),
      userIds: keys.filter((key) => !key.startsWith(TEAM)),
    })
  return (
    <Select
      mode="multiple"
      className="colleague-picker"
      aria-label={t('cooperation.who')}
      placeholder={t('cooperation.who')}
      loading={isPending}
      optionFilterProp="label"
      options={options}
      value={chosen}
      onChange={choose}
    />
  )
}

export function isNobody({ userIds, teamIds }: Invited): boolean {
  return userIds.length + teamIds.length === 0
}
