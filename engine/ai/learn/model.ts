import { bayesScores, countBayes, type BayesWeights } from './bayes.ts'
import { linearScores, packWeights, type LinearWeights } from './linear.ts'
import { openQuestion } from './readings.ts'
import { trainSoftmax } from './softmax.ts'
import { stackRows } from './sparse.ts'
import { trainOneAgainstRest, type Labelled } from './svm.ts'
import { createVectorizer, learnVectorizer, type VectorizerState } from './vectorizer.ts'

/** A question and the intent that answers it; `oos` = nothing does. */
export interface Example {
  readonly text: string
  readonly intent: string
}

/** The intent of questions that nothing in the knowledge base answers. */
export const OUT_OF_SCOPE = 'oos'

/** Everything that was learned; plain values, so that it can cross to another thread. */
export interface ModelState {
  readonly intents: readonly string[]
  readonly vectorizer: VectorizerState
  readonly machines: LinearWeights
  readonly softmax: LinearWeights
  readonly bayes: BayesWeights
}

/** What the three learners say about one question, by intent. */
export interface Opinions {
  readonly machines: Float64Array
  readonly softmax: Float64Array
  readonly bayes: Float64Array
  readonly unknown: number
  readonly knownWords: number
}

/** A title counts like two examples for the machines; it is the shortest true statement of the intent. */
const TITLE_WEIGHT = 2

/** Learns from examples; each intent's name is read as a title. The same examples give the same model. */
export function trainModel(examples: readonly Example[], onProgress: (line: string) => void): ModelState {
  const intents = [...new Set(examples.map(({ intent }) => intent))].filter((intent) => intent !== OUT_OF_SCOPE).sort()
  const numbers = new Map(intents.map((intent, i) => [intent, i]))
  const questions = examples.map(({ text }) => openQuestion(text))
  const vectorizer = learnVectorizer(questions, intents.length)
  const titles = intents.map((intent) => openQuestion(titleOf(intent)))
  const rows = stackRows([...questions, ...titles].map((question) => vectorizer.encode(question)))
  onProgress(`${examples.length} examples, ${intents.length} intents, ${vectorizer.size} features`)
  const data: Labelled = {
    rows,
    labels: Int32Array.from([...examples.map(({ intent }) => numbers.get(intent) ?? -1), ...intents.keys()]),
    weights: new Float32Array(rows.count).fill(1),
    features: vectorizer.size,
    intents: intents.length,
  }
  const weighted = {
    ...data,
    weights: Float32Array.from(data.weights, (_, i) => (i < examples.length ? 1 : TITLE_WEIGHT)),
  }
  const machines = trainOneAgainstRest(weighted, (done) => {
    if (done % 50 === 0 || done === intents.length) onProgress(`machines: ${done} of ${intents.length}`)
  })
  const softmax = trainSoftmax(data, (share) => onProgress(`softmax: ${Math.round(100 * share)} %`))
  return {
    intents,
    vectorizer: vectorizer.state,
    machines: packWeights(machines, intents.length),
    softmax: packWeights(softmax, intents.length),
    bayes: countBayes(data, vectorizer.sparseSize),
  }
}

/** Opens a learned model for questions. */
export function openModel(state: ModelState): (text: string) => Opinions {
  const vectorizer = createVectorizer(state.vectorizer)
  return (text) => {
    const { unknown, knownWords, ...features } = vectorizer.encode(openQuestion(text))
    return {
      machines: linearScores(state.machines, features),
      softmax: linearScores(state.softmax, features),
      bayes: bayesScores(state.bayes, features),
      unknown,
      knownWords,
    }
  }
}

/** `card_arrival` and `cardArrival` read as words. */
function titleOf(intent: string): string {
  return intent.replaceAll(/[_\-./]+/g, ' ').replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
}
