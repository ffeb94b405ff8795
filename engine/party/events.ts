import { z } from 'zod'
import { defineEvent } from '#engine/events'

/** An organisation was added or changed; imports of many tell nothing. */
export const organisationChanged = defineEvent(
  'engine.organisation_changed',
  z.object({ organisationId: z.string(), version: z.int() }),
  {
    aggregate: ({ organisationId }) => `organisation:${organisationId}`,
    topics: ({ organisationId }) => ['engine.organisations', `organisation:${organisationId}`],
  },
)

export const personChanged = defineEvent(
  'engine.person_changed',
  z.object({ personId: z.string(), organisationId: z.string().nullable(), version: z.int() }),
  {
    aggregate: ({ personId }) => `person:${personId}`,
    topics: ({ personId }) => ['engine.people', `person:${personId}`],
  },
)

export const siteChanged = defineEvent(
  'engine.site_changed',
  z.object({ siteId: z.string(), organisationId: z.string(), version: z.int() }),
  {
    aggregate: ({ siteId }) => `site:${siteId}`,
    topics: ({ siteId }) => ['engine.sites', `site:${siteId}`],
  },
)
