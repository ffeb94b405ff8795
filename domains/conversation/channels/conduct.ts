import { z } from 'zod'

/** How conversations of a channel are conducted, whatever kind of channel it is. */
export const conduct = z.object({
  /** Where customers wait for a person. */
  queueId: z.uuid().nullable().default(null),
  bot: z.boolean().default(false),
  botName: z.string().max(40).default('小万'),
  greeting: z.string().max(500).default(''),
  /** Within what time a waiting customer should have a reply. */
  replyTargetSeconds: z.int().min(5).max(86_400).default(120),
  /** How much of an agent's capacity a conversation takes. */
  units: z.int().min(1).max(100).default(1),
  survey: z.boolean().default(true),
  /** Links show where they lead: their pages are asked for a title. */
  linkPreviews: z.boolean().default(true),
  /** A conversation in which the customer says nothing more is closed after this long. */
  idleMinutes: z.int().min(5).max(43_200).default(1440),
})

export type Conduct = z.infer<typeof conduct>
