import { levelsOf, type Answers, type Question, type Questionnaire } from './questionnaire.ts'

export interface DimensionScore {
  readonly code: string
  /** 0 to 100; null while nothing of it is answered. */
  readonly score: number | null
  readonly answered: number
  readonly questions: number
}

export interface Score {
  readonly total: number | null
  readonly dimensions: readonly DimensionScore[]
  readonly answered: number
  readonly questions: number
}

/**
 * The weighted mean of the answered questions in each dimension, and of the dimensions in total. What is not answered
 * counts neither as good nor as bad; how much is answered stands beside the score. Rounded once, at the end.
 */
export function scoreOf(questionnaire: Questionnaire, answers: Answers): Score {
  const dimensions = questionnaire.dimensions.map(({ code, weight, questions }) => {
    const answered = questions.filter((question) => answers[question.code] !== undefined)
    const share = meanOf(answered.map((question) => [shareOf(questionnaire, question, answers), question.weight]))
    return { code, weight, share, answered: answered.length, questions: questions.length }
  })
  const total = meanOf(dimensions.flatMap(({ share, weight }) => (share === null ? [] : [[share, weight] as const])))
  return {
    total: percentOf(total),
    dimensions: dimensions.map(({ code, share, answered, questions }) => ({
      code,
      score: percentOf(share),
      answered,
      questions,
    })),
    answered: dimensions.reduce((sum, { answered }) => sum + answered, 0),
    questions: dimensions.reduce((sum, { questions }) => sum + questions, 0),
  }
}

function shareOf(questionnaire: Questionnaire, question: Question, answers: Answers): number {
  const best = levelsOf(questionnaire, question).length - 1
  return Math.min(answers[question.code]!.level, best) / best
}

function meanOf(weighted: readonly (readonly [value: number, weight: number])[]): number | null {
  const weights = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  return weights === 0 ? null : weighted.reduce((sum, [value, weight]) => sum + value * weight, 0) / weights
}

function percentOf(share: number | null): number | null {
  return share === null ? null : Math.round(share * 100)
}
