import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { createTeam, createUser } from '#engine/identity'
import { sql, type Database } from '#engine/store'
import { freshTenant } from '#test/database'
import { openIncident } from '../incident/incidents.ts'
import { choiceFor } from './automatic.ts'
import { saveResponder } from './responders.ts'
import { saveSetting } from './setting.ts'

interface Team {
  readonly database: Database
  readonly context: Context
  readonly teamId: string
  readonly people: Readonly<Record<'mei' | 'lin' | 'outsider', string>>
}

/** Mei knows networks, Lin does not; both are of the team, the third is not. */
async function team(automatic: boolean): Promise<Team> {
  const { database, context } = await freshTenant()
  return database.withTenant(context, async (tx) => {
    const add = (name: string) => createUser(tx, context, { login: `${newId()}@x.example`, name, roles: ['agent'] })
    const people = { mei: await add('Mei'), lin: await add('Lin'), outsider: await add('Outsider') }
    const teamId = await createTeam(tx, context, 'Desk', [people.mei, people.lin])
    const rules = [{ category: 'network', teamId, skills: { network: 2 } }]
    await saveSetting(tx, context, { automatic, defaultTeamId: null, rules })
    await saveResponder(tx, context, people.mei, { skills: { network: 3 }, capacity: 2, available: true })
    return { database, context, teamId, people }
  })
}

const opened = ({ database, context }: Team, more: object) =>
  database.withTenant(context, (tx) => openIncident(tx, context, { subject: 'It does not work', ...more }))

const lastEntry = ({ database, context }: Team, id: string) =>
  database.withTenant(context, (tx) =>
    tx.one(sql<{ actor: string; because: object | null }>`
      select actor_name as actor, data -> 'because' as because from engine.case_entry
      where case_id = ${id} order by seq desc limit 1`),
  )

test('a category finds its team, the person with the skill, and says why; with no room left only the team', async () => {
  const desk = await team(true)
  const first = await opened(desk, { category: 'network' })
  expect(first).toMatchObject({ teamId: desk.teamId, assigneeId: desk.people.mei })
  expect(await lastEntry(desk, first.id)).toEqual({
    actor: 'desk.assignment',
    because: { by: 'room', openCases: 0, capacity: 2, skills: ['network'], among: 2 },
  })
  await opened(desk, { category: 'network' })
  const third = await opened(desk, { category: 'network' })
  expect(third).toMatchObject({ teamId: desk.teamId, assigneeId: null })
  expect((await lastEntry(desk, third.id)).because).toEqual({ by: 'team', nobody: 'capacity' })
})

test('a team without a category shares by load, and nobody of another team gets it', async () => {
  const desk = await team(true)
  const seen = []
  for (let i = 0; i < 3; i++) seen.push((await opened(desk, { teamId: desk.teamId })).assigneeId)
  expect(seen.filter((id) => id === desk.people.mei)).toHaveLength(1)
  expect(seen.filter((id) => id === desk.people.lin)).toHaveLength(2)
})

test.each([
  { automatic: false, more: { category: 'network' }, because: 'the company does not want it' },
  { automatic: true, more: {}, because: 'no rule names a team' },
])('it waits for a person’s choice: $because', async ({ automatic, more }) => {
  const desk = await team(automatic)
  const incident = await opened(desk, more)
  expect(incident).toMatchObject({ teamId: null, assigneeId: null, version: 1 })
})

test('who could take it is shown with what keeps the others', async () => {
  const desk = await team(false)
  const incident = await opened(desk, { category: 'network' })
  const { ranked } = await desk.database.withTenant(desk.context, (tx) => choiceFor(tx, desk.context, incident))
  expect(ranked.map(({ candidate, obstacle }) => [candidate.name, obstacle])).toEqual([
    ['Mei', null],
    ['Lin', 'skill'],
  ])
})
