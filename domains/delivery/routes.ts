import { routes, type RouteSet } from '#engine/http'
import { deliveryContract } from './contract.ts'
import type { DeliveryService } from './service.ts'

export function deliveryRoutes(delivery: DeliveryService): RouteSet {
  return routes(deliveryContract, {
    listProjects: ({ query, context }) => delivery.listProjects(context, query),
    openProject: ({ body, context }) => delivery.openProject(context, body),
    getProject: async ({ params, context }) => {
      const { project, milestones, checks, acceptance, handOver, links, acts } = await delivery.getProject(
        context,
        params.id,
      )
      const lists = { milestones: [...milestones], checks: [...checks], links: [...links], acts: [...acts] }
      return { project, ...lists, acceptance, handOver, version: project.version }
    },
    readProjectTimeline: ({ params, query, context }) => delivery.timeline(context, params.id, query),
    actOnProject: ({ params, body, context, expectedVersion }) =>
      silently(delivery.act(context, params.id, { ...body, expectedVersion })),
    addMilestone: ({ params, body, context }) => silently(delivery.addMilestone(context, params.id, body)),
    changeMilestone: ({ params, body, context }) =>
      silently(delivery.changeMilestone(context, params.id, params.milestoneId, body)),
    addCheck: ({ params, body, context }) => delivery.addCheck(context, params.id, body.title),
    setCheckDone: ({ params, body, context }) => delivery.setCheckDone(context, params.id, params.checkId, body.done),
    signAcceptance: ({ params, body, context }) => silently(delivery.signAcceptance(context, params.id, body)),
    saveHandOver: ({ params, body, context }) => silently(delivery.saveHandOver(context, params.id, body)),
    handOver: ({ params, context }) => silently(delivery.handOver(context, params.id)),
    listOwners: async ({ context }) => ({ items: await delivery.owners(context) }),

    listQuestionnaires: async ({ context }) => ({ items: await delivery.listQuestionnaires(context) }),
    saveQuestionnaire: ({ body, context }) => delivery.saveQuestionnaire(context, body),
    listAssessments: async ({ query, context }) => {
      const page = await delivery.listAssessments(context, query)
      const items = page.items.map(({ questionnaire, answers: _answers, score, ...row }) => ({
        ...row,
        score: shownScore(score),
        title: questionnaire.title,
      }))
      return { ...page, items }
    },
    startAssessment: async ({ body, context }) => shown(await delivery.startAssessment(context, body)),
    getAssessment: async ({ params, context }) => shown(await delivery.getAssessment(context, params.id)),
    answerAssessment: async ({ params, body, context }) =>
      shown(await delivery.answer(context, params.id, body.answers)),
    finishAssessment: async ({ params, context }) => shown(await delivery.finishAssessment(context, params.id)),
  })
}

/** Answers that say nothing. */
async function silently(done: Promise<void>): Promise<undefined> {
  await done
  return undefined
}

type Assessment = Awaited<ReturnType<DeliveryService['getAssessment']>>

function shown(assessment: Assessment) {
  return { ...assessment, score: shownScore(assessment.score) }
}

function shownScore(score: Assessment['score']) {
  return { ...score, dimensions: [...score.dimensions] }
}
