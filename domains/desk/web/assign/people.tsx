import { InputNumber, Select, Switch } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { Avatar, ErrorNotice } from '#kit/ui'
import { deskApi, type AssignmentRules } from '../api.ts'
import { skillsOf, tagsOf } from './skills.ts'

type Person = AssignmentRules['people'][number]

/** What everybody of the desk masters, has and takes; each change counts at once. */
export function People({ people, teams }: Pick<AssignmentRules, 'people' | 'teams'>) {
  return (
    <ul className="people">
      {people.map((person) => (
        <PersonRow key={person.userId} person={person} teams={teams} />
      ))}
    </ul>
  )
}

function PersonRow({ person, teams }: { person: Person; teams: AssignmentRules['teams'] }) {
  const t = useText('desk')
  const save = useCommand(deskApi, 'saveResponder', { refetch: [deskApi.key('readAssignment')] })
  const { userId, name, skills, capacity, available, openCases, teamIds } = person
  const change = (next: Partial<Pick<Person, 'skills' | 'capacity' | 'available'>>) =>
    save.mutate({ params: { id: userId }, body: { skills, capacity, available, ...next } })
  const teamNames = teams.filter(({ teamId }) => teamIds.includes(teamId)).map((team) => team.name)
  return (
    <li>
      <Avatar name={name} size={28} />
      <span className="who">
        <span className="cut">{name}</span>
        <span className="s t3 cut">{teamNames.join(' · ') || t('assign.noTeam')}</span>
      </span>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        aria-label={t('assignment.skillsOf', { name })}
        placeholder={t('assignment.skillsHint')}
        value={tagsOf(skills)}
        onChange={(tags) => change({ skills: skillsOf(tags) })}
      />
      <span className="row nb n">
        {t('assignment.openOf', { count: openCases })}
        <InputNumber
          min={0}
          max={200}
          aria-label={t('assignment.capacityOf', { name })}
          defaultValue={capacity}
          onBlur={({ target }) => {
            const next = Number(target.value)
            if (target.value !== '' && next !== capacity) change({ capacity: next })
          }}
        />
      </span>
      <Switch
        checked={available}
        loading={save.isPending}
        aria-label={t('assignment.availableOf', { name })}
        title={t('assignment.available')}
        onChange={(checked) => change({ available: checked })}
      />
      {save.error && <ErrorNotice error={save.error} />}
    </li>
  )
}
