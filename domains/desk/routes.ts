import { routes, type RouteSet } from '#engine/http'
import { casesContract } from './contract.ts'
import type { DeskService } from './service.ts'

export function deskRoutes(desk: DeskService): RouteSet {
  return routes(casesContract, {
    openIncident: ({ body, context }) =>
      desk.openIncident(context, { ...body, customerId: context.actor.customerId ?? body.customerId }),
    listIncidents: ({ query, context }) => desk.listIncidents(context, query),
    getIncident: async ({ params, context }) => {
      const { incident, clocks, links, tasks, acts } = await desk.getIncident(context, params.id)
      const { version } = incident
      return { incident, clocks: [...clocks], links: [...links], tasks: [...tasks], acts: [...acts], version }
    },
    readTimeline: ({ params, query, context }) => desk.timeline(context, params.id, query),
    actOnIncident: ({ params, body, context, expectedVersion }) =>
      desk.act(context, params.id, { ...body, expectedVersion }),
    addNote: async ({ params, body, context }) => ({ seq: await desk.addNote(context, params.id, body) }),
    assignIncident: ({ params, body, context, expectedVersion }) =>
      desk.assign(context, params.id, { ...body, expectedVersion }),
    addTask: ({ params, body, context }) => desk.addTask(context, params.id, body),
    setTaskDone: ({ params, body, context }) => desk.setTaskDone(context, params.id, params.taskId, body.done),
    listColleagues: async ({ context }) => ({ items: await desk.colleagues(context) }),
    countIncidents: ({ context }) => desk.countIncidents(context),
    listProblems: ({ query, context }) => desk.listProblems(context, query),
    openProblem: ({ body, context }) => desk.openProblem(context, body),
    getProblem: async ({ params, context }) => {
      const { problem, incidents, acts } = await desk.getProblem(context, params.id)
      return { problem, incidents: [...incidents], acts: [...acts], version: problem.version }
    },
    readProblemTimeline: ({ params, query, context }) => desk.problemTimeline(context, params.id, query),
    actOnProblem: ({ params, body, context, expectedVersion }) =>
      desk.actOnProblem(context, params.id, { ...body, expectedVersion }),
  })
}
