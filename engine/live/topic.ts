import type { Context } from '#engine/kernel'

/**
 * What browsers may listen to. A topic is `<name>` or `<name>:<id>`; events carry ids and never content,
 * and the browser reads again what it shows.
 */
export interface TopicRule {
  readonly name: string
  /** The permission of the caller; absent where `visible` alone decides. */
  readonly may?: string
  /** Whether this caller may hear of this id. Callers of one customer hear nothing where it is absent. */
  readonly visible?: (context: Context, id: string) => Promise<boolean> | boolean
  /** Rows of which somebody with `onlyTeams` sees a part: such a listener is told to look again, but not at what. */
  readonly scoped?: true
}

/** What a listener is told: everything, that something happened, or nothing. */
export type Hearing = 'events' | 'stirs' | 'nothing'

export interface TopicBook {
  hearingOf(context: Context, topic: string): Promise<Hearing>
}

export function openTopicBook(
  rules: readonly TopicRule[],
  isAllowed: (roles: readonly string[], permission: string) => boolean,
): TopicBook {
  const byName = new Map(rules.map((rule) => [rule.name, rule]))
  const mayListen = async (rule: TopicRule, context: Context, id: string): Promise<boolean> => {
    if (rule.may !== undefined && !isAllowed(context.actor.roles, rule.may)) return false
    if (rule.visible) return rule.visible(context, id)
    return rule.may !== undefined && context.actor.customerId === undefined
  }
  return {
    hearingOf: async (context, topic) => {
      const [name = '', id = ''] = splitTopic(topic)
      const rule = byName.get(name)
      if (!rule || !(await mayListen(rule, context, id))) return 'nothing'
      return rule.scoped && context.actor.onlyTeams ? 'stirs' : 'events'
    },
  }
}

function splitTopic(topic: string): string[] {
  const colon = topic.indexOf(':')
  return colon < 0 ? [topic] : [topic.slice(0, colon), topic.slice(colon + 1)]
}

/** Every signed-in user's own topic, for notifications. */
export const ownUserTopic: TopicRule = { name: 'user', visible: (context, id) => context.actor.id === id }
