import { readFileSync } from 'node:fs'
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { deliveryRefusals } from '../errors.ts'
import { questionnaire, type Questionnaire } from './questionnaire.ts'

/** Questionnaires that every company has; one of its own with the same code takes the place. */
const STANDARD: readonly Questionnaire[] = [
  questionnaire.parse(JSON.parse(readFileSync(new URL('./workplace.json', import.meta.url), 'utf8'))),
]

export async function listQuestionnaires(tx: Tx): Promise<Questionnaire[]> {
  const own = await tx.all(sql<{ content: Questionnaire }>`select content from delivery.questionnaire order by code`)
  const codes = new Set(own.map(({ content }) => content.code))
  return [...own.map(({ content }) => content), ...STANDARD.filter(({ code }) => !codes.has(code))]
}

export async function questionnaireOf(tx: Tx, code: string): Promise<Questionnaire> {
  const found = (await listQuestionnaires(tx)).find((each) => each.code === code)
  if (!found) throw deliveryRefusals.questionnaireNotFound({ code })
  return found
}

/** Assessments that have begun keep the questions with which they began. */
export async function saveQuestionnaire(tx: Tx, { tenantId }: Context, content: Questionnaire): Promise<Questionnaire> {
  await tx.run(sql`
    insert into delivery.questionnaire as q (tenant_id, code, content)
    values (${tenantId}, ${content.code}, ${JSON.stringify(content)})
    on conflict (tenant_id, code) do update set content = excluded.content, version = q.version + 1`)
  return content
}
