import { contentOf, ngrams, normalise, runsOf, wordsOf } from '#engine/search'

/** What finds an article in PostgreSQL: jieba words and stems, and bigrams of Chinese characters for words that jieba cuts otherwise. */
export function tokensOf(text: string): string[] {
  const runs = runsOf(normalise(text))
  const bigrams = runs.flatMap((run) => (run.han && Array.from(run.text).length > 2 ? ngrams(run.text, 2) : []))
  return [...wordsOf(runs), ...bigrams].filter((token) => token.length <= TOKEN_LENGTH_MAX)
}

/** The tokens of a question, without its question words, each once. */
export function askedTokens(question: string): string[] {
  return [...new Set(tokensOf(contentOf(normalise(question))))].slice(0, ASKED_MAX)
}

/** Longer runs of letters are keys and hashes, not words. */
const TOKEN_LENGTH_MAX = 60
const ASKED_MAX = 60
/** PostgreSQL keeps no higher position and needs few to weigh a word. */
const POSITION_MAX = 16_383
const POSITIONS_PER_TOKEN_MAX = 8

/** Weights of tsvector: A weighs most. */
export type Weight = 'A' | 'B' | 'C' | 'D'

/** `'硬盘':1A,9 '故障':2A` as text for a tsvector; positions let `ts_rank` count words and weigh titles. */
export function searchVector(parts: readonly { readonly text: string; readonly weight: Weight }[]): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const { text, weight } of parts) {
    for (const token of tokensOf(text)) {
      position = Math.min(position + 1, POSITION_MAX)
      const known = places.get(token) ?? []
      if (known.length < POSITIONS_PER_TOKEN_MAX) known.push(`${position}${weight}`)
      places.set(token, known)
    }
  }
  return [...places].map(([token, at]) => `'${token.replace(/['\\]/g, '')}':${at.join(',')}`).join(' ')
}
