import { Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Tx } from '#engine/store'

/** Incidents of a category are the work of a team, and ask for skills. */
export interface CategoryRule {
  readonly category: string
  readonly teamId: string | null
  /** The level needed of each skill. */
  readonly skills: Readonly<Record<string, number>>
}

export interface AssignmentSetting {
  /** When an incident opens with a team, a person of it is chosen by skill and load. */
  readonly automatic: boolean
  /** The team of incidents that no rule names. */
  readonly defaultTeamId: string | null
  readonly rules: readonly CategoryRule[]
  readonly version: number
}

/** Off, without rules, until somebody says otherwise. */
export async function readSetting(tx: Tx, { tenantId }: Context): Promise<AssignmentSetting> {
  const [setting, rules] = await Promise.all([
    tx.find(sql<Omit<AssignmentSetting, 'rules'>>`
      select automatic, default_team_id as "defaultTeamId", version from desk.assignment_setting
      where tenant_id = ${tenantId}`),
    tx.all(sql<CategoryRule>`
      select category, team_id as "teamId", skills from desk.category_rule
      where tenant_id = ${tenantId} order by position, category`),
  ])
  return { automatic: false, defaultTeamId: null, version: 0, ...setting, rules }
}

export async function saveSetting(
  tx: Tx,
  context: Context,
  { automatic, defaultTeamId, rules }: Omit<AssignmentSetting, 'version'>,
  expectedVersion?: number,
): Promise<void> {
  const { tenantId } = context
  const before = await readSetting(tx, context)
  if (expectedVersion !== undefined && expectedVersion !== before.version) {
    throw new Refusal('engine.version-conflict', 412)
  }
  await tx.run(sql`
    insert into desk.assignment_setting as s (tenant_id, automatic, default_team_id)
    values (${tenantId}, ${automatic}, ${defaultTeamId})
    on conflict (tenant_id) do update set automatic = excluded.automatic, default_team_id = excluded.default_team_id,
      version = s.version + 1`)
  await tx.run(sql`delete from desk.category_rule where tenant_id = ${tenantId}`)
  await tx.run(sql`
    insert into desk.category_rule (tenant_id, category, team_id, skills, position)
    select ${tenantId}, r.category, r."teamId", r.skills, r.position
    from jsonb_to_recordset(${JSON.stringify(rules.map((rule, position) => ({ ...rule, position })))}::jsonb)
      as r (category text, "teamId" uuid, skills jsonb, position int)`)
  const after = { automatic, defaultTeamId, rules }
  await audit(tx, context, { action: 'desk.assignment.change', subject: 'desk:assignment', before, after })
}

/** Where an incident belongs that names no team itself, and what its work asks for. */
export function ruleFor(
  { rules, defaultTeamId }: AssignmentSetting,
  category: string | undefined,
): Pick<CategoryRule, 'teamId' | 'skills'> {
  const rule = rules.find((each) => each.category === category)
  return { teamId: rule?.teamId ?? defaultTeamId, skills: rule?.skills ?? {} }
}
