import { clock } from '#engine/kernel'
import { CAST } from '../cast.ts'
import { met, type Stage, type StoryStep } from '../step.ts'

/** What disk incidents have in their subject. */
export const DISK = '硬盘'
const QUARTER_HOURS = 92 * 24
const LINKED_MAX = 20

/** 7: the review of the quarter ties this incident and its like to one problem: a batch of disks. */
export const quarterlyReview: StoryStep = {
  name: 'quarterlyReview',
  file: 'flows/story/steps/quarterly-review.ts',
  play: async ({ people, run, facts, remember }: Stage) => {
    const manager = await people.as('service_manager')
    const { items } = await manager.desk.listIncidents({
      query: { text: DISK, openedFrom: quarterBegan(), sort: 'opened', limit: LINKED_MAX },
    })
    const own = met(facts(), 'incidentId')
    const incidentIds = [...new Set([own, ...items.map(({ id }) => id)])]
    const problem = await manager.desk.openProblem({
      headers: { 'idempotency-key': `story-${run.runId}` },
      body: {
        subject: `SSD 批次 ${CAST.batch}`,
        pattern: `1 TB 固态硬盘，序列号 ${CAST.batch} 开头，一年左右磨损超过 90 %`,
        priority: 'p3',
        incidentIds,
      },
    })
    await remember({ problemId: problem.id, problemNumber: problem.number, linkedIncidents: incidentIds.length })
  },
}

export function quarterBegan(): string {
  return clock.now().subtract({ hours: QUARTER_HOURS }).toString()
}
