import { z } from 'zod'

/**
 * A questionnaire: dimensions with weights, questions with weights, levels from the worst to the best.
 * Example: a question with four levels answered by the third counts 2/3 of its weight.
 */

const words = z.string().trim().min(1).max(400)
const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a code such as service-desk')
const weight = z.int().min(1).max(10)

export const inBoth = z.strictObject({ en: words, 'zh-CN': words }).meta({ id: 'InBothLanguages' })

const levels = z.array(inBoth).min(2).max(6)

const question = z.strictObject({
  code,
  text: inBoth,
  weight,
  /** Its own answers; without them those of the questionnaire. */
  levels: levels.optional(),
})

const dimension = z.strictObject({
  code,
  name: inBoth,
  weight,
  questions: z.array(question).min(1).max(30),
})

export const questionnaire = z
  .strictObject({ code, title: inBoth, levels, dimensions: z.array(dimension).min(1).max(12) })
  .superRefine((given, check) => {
    const seen = new Set<string>()
    for (const [d, { questions }] of given.dimensions.entries()) {
      for (const [q, each] of questions.entries()) {
        const path = ['dimensions', d, 'questions', q, 'code']
        if (seen.has(each.code)) check.addIssue({ code: 'custom', path, message: 'is there twice' })
        seen.add(each.code)
      }
    }
  })
  .meta({ id: 'Questionnaire' })

export const answer = z.strictObject({ level: z.int().min(0).max(5), note: z.string().max(1000).optional() })
/** By the code of the question. */
export const answers = z.record(code, answer)

export type Questionnaire = z.output<typeof questionnaire>
export type Question = Questionnaire['dimensions'][number]['questions'][number]
export type Answers = z.output<typeof answers>
export type InBoth = z.output<typeof inBoth>

export function questionsOf({ dimensions }: Questionnaire): Question[] {
  return dimensions.flatMap(({ questions }) => questions)
}

export function levelsOf({ levels }: Questionnaire, question: Question): readonly InBoth[] {
  return question.levels ?? levels
}
