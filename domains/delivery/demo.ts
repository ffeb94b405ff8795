import type { Context } from '#engine/kernel'
import type { Answers } from './assessment/questionnaire.ts'
import { questionsOf } from './assessment/questionnaire.ts'
import type { Signature } from './project/acceptance.ts'
import type { HandOverContent } from './project/fields.ts'
import type { NewProject } from './project/projects.ts'
import type { DeliveryService } from './service.ts'

/** What the demo company has assessed and delivers. */
export interface DemoDelivery {
  readonly assessments: readonly {
    readonly customerId: string
    readonly source: string
    readonly levels: readonly number[]
  }[]
  readonly projects: readonly DemoProject[]
}

export interface DemoProject extends NewProject {
  readonly acts: readonly ('design' | 'deliver' | 'present')[]
  /** The dates on which the first milestones were reached. */
  readonly reached: readonly string[]
  readonly checks: readonly { readonly title: string; readonly done: boolean }[]
  readonly signature?: Signature | undefined
  readonly handOver?: HandOverContent | undefined
}

/** Through the service, like everything that people do; what is signed and prepared waits for its hand-over. */
export async function seedDelivery(delivery: DeliveryService, context: Context, demo: DemoDelivery): Promise<void> {
  for (const { customerId, source, levels } of demo.assessments) {
    const { assessmentId, questionnaire } = await delivery.startAssessment(context, {
      customerId,
      source,
      questionnaire: 'workplace',
    })
    const questions = questionsOf(questionnaire).slice(0, levels.length)
    const answers: Answers = Object.fromEntries(questions.map(({ code }, n) => [code, { level: levels[n]! }]))
    const { score } = await delivery.answer(context, assessmentId, answers)
    if (score.answered === score.questions) await delivery.finishAssessment(context, assessmentId)
  }
  for (const project of demo.projects) await seedProject(delivery, context, project)
}

async function seedProject(delivery: DeliveryService, context: Context, demo: DemoProject): Promise<void> {
  const { acts, reached, checks, signature, handOver, ...asked } = demo
  const { id } = await delivery.openProject(context, asked)
  const { milestones } = await delivery.getProject(context, id)
  for (const [place, reachedOn] of reached.entries())
    await delivery.changeMilestone(context, id, milestones[place]!.milestoneId, { reachedOn })
  for (const { title, done } of checks) {
    const check = await delivery.addCheck(context, id, title)
    if (done) await delivery.setCheckDone(context, id, check.id, true)
  }
  for (const act of acts) await delivery.act(context, id, { act })
  if (signature) await delivery.signAcceptance(context, id, signature)
  if (handOver) await delivery.saveHandOver(context, id, handOver)
}
