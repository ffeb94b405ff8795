/**
 * Who is asked next: skills ∧ free capacity ∧ has not just passed. Of those the one whom the customer knows, else the
 * least loaded, else the one who was asked longest ago. Pure; the transaction that makes the offer checks again.
 */
export interface WaitingItem {
  readonly conversationId: string
  readonly skills: readonly string[]
  readonly units: number
  readonly stickyAgentId: string | null
  /** A transfer to one person: nobody else is asked while he is there. */
  readonly wantedAgentId: string | null
  readonly passedBy: readonly string[]
}

export interface FreeAgent {
  readonly agentId: string
  readonly skills: readonly string[]
  readonly capacity: number
  readonly load: number
  /** Epoch milliseconds; 0: never. */
  readonly lastOfferMs: number
}

export interface Match {
  readonly conversationId: string
  readonly agentId: string
}

/** Goes down the queue in its order; each match uses up capacity for those behind. */
export function matchQueue(items: readonly WaitingItem[], agents: readonly FreeAgent[]): Match[] {
  const present = new Map(agents.map((agent) => [agent.agentId, agent]))
  return items.flatMap((item) => {
    const agent = chooseAgent(item, [...present.values()])
    if (!agent) return []
    present.set(agent.agentId, { ...agent, load: agent.load + item.units, lastOfferMs: Number.MAX_SAFE_INTEGER })
    return [{ conversationId: item.conversationId, agentId: agent.agentId }]
  })
}

export function chooseAgent(item: WaitingItem, agents: readonly FreeAgent[]): FreeAgent | undefined {
  const candidates = agents.filter((agent) => canTake(agent, item))
  const wanted = agents.find(({ agentId }) => agentId === item.wantedAgentId)
  if (wanted && !item.passedBy.includes(wanted.agentId)) return candidates.find((agent) => agent === wanted)
  const sticky = candidates.find(({ agentId }) => agentId === item.stickyAgentId)
  return sticky ?? candidates.toSorted(byFreedom)[0]
}

export function canTake(agent: FreeAgent, item: WaitingItem): boolean {
  const isWanted = agent.agentId === item.wantedAgentId
  return (
    agent.load + item.units <= agent.capacity &&
    !item.passedBy.includes(agent.agentId) &&
    (isWanted || item.skills.every((skill) => agent.skills.includes(skill)))
  )
}

function byFreedom(a: FreeAgent, b: FreeAgent): number {
  return loadShare(a) - loadShare(b) || a.lastOfferMs - b.lastOfferMs || (a.agentId < b.agentId ? -1 : 1)
}

function loadShare({ load, capacity }: FreeAgent): number {
  return load / Math.max(1, capacity)
}
