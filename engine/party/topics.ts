import type { TopicRule } from '#engine/live'

export const partyTopics: readonly TopicRule[] = [
  { name: 'engine.organisations', may: 'engine.party.read' },
  { name: 'engine.people', may: 'engine.party.read' },
  { name: 'engine.sites', may: 'engine.party.read' },
  { name: 'organisation', may: 'engine.party.read' },
  { name: 'person', may: 'engine.party.read' },
  { name: 'site', may: 'engine.party.read' },
]
