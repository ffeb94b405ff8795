import { RefusedByServer } from '#engine/http/contract'
import { storyRefusals } from '../errors.ts'
import type { Colleague, People } from '../stage/people.ts'

const ATTEMPTS_MAX = 5

/** The agent takes what is on offer to her; what is offered to somebody else her supervisor gives her. */
export async function takeConversation(people: People, agent: Colleague, conversationId: string): Promise<void> {
  const params = { id: conversationId }
  const accepted = await unlessRefused(agent.inbox.acceptOffer({ params, body: {} }))
  if (accepted) return
  const supervisor = await people.as('supervisor')
  const assign = (): Promise<boolean> =>
    unlessRefused(supervisor.inbox.assignConversation({ params, body: { agentId: agent.userId } }), FULL)
  if (!(await assign())) await makeRoom(supervisor, agent, assign)
}

const FULL = 'conversation.agent-full'

/** She carries one more than usual for this; the router may be quicker, so it is tried again. */
async function makeRoom(supervisor: Colleague, agent: Colleague, assign: () => Promise<boolean>): Promise<void> {
  const { capacity: usual } = await settingsOf(supervisor, agent)
  try {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const { load, skills, teamId } = await settingsOf(supervisor, agent)
      const body = { capacity: load + attempt, skills, teamId }
      await supervisor.settings.setAgent({ params: { id: agent.userId }, body })
      if (await assign()) return
    }
    throw storyRefusals.nothingHappened({ what: agent.name })
  } finally {
    const { skills, teamId } = await settingsOf(supervisor, agent)
    await supervisor.settings.setAgent({ params: { id: agent.userId }, body: { capacity: usual, skills, teamId } })
  }
}

async function settingsOf(supervisor: Colleague, agent: Colleague) {
  const { agents } = await supervisor.settings.readNow()
  return agents.find(({ agentId }) => agentId === agent.userId)!
}

/** False when it was refused, for the given reason where there is one. */
async function unlessRefused(call: Promise<unknown>, code?: string): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (!(error instanceof RefusedByServer) || (code !== undefined && error.problem.code !== code)) throw error
    return false
  }
}
