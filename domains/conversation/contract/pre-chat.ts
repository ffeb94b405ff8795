/** What a widget asks before the first words. */
import { z } from 'zod'

export const preChatKinds = ['text', 'email', 'phone', 'choice'] as const

export const preChatQuestion = z.object({
  name: z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/, 'begins with a small letter and has letters and digits'),
  label: z.object({ en: z.string().max(60), 'zh-CN': z.string().max(60) }),
  required: z.boolean().default(false),
  kind: z.enum(preChatKinds).optional(),
  /** Offered values; free text when absent. */
  options: z.array(z.string().max(60)).max(30).optional(),
})

export type PreChatQuestion = z.infer<typeof preChatQuestion>

export const preChatQuestions = z
  .array(preChatQuestion)
  .max(8)
  .refine((questions) => new Set(questions.map(({ name }) => name)).size === questions.length, 'has a name twice')
