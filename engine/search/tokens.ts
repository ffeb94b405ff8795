import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { stem } from './stem.ts'

/**
 * One tokenizer for Chinese, English and sentences that mix them: the text is cut into runs of one
 * script, a Han run is segmented by jieba, any other run is one word. Offsets are not kept here;
 * highlights find the words again in the text.
 */
export interface Run {
  readonly han: boolean
  readonly text: string
}

const RUN = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+(?:['’](?:s|t|m|d|re|ve|ll)\b)?)/gu

/** Full-width forms become ordinary ones, capitals small, typographic apostrophes plain. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
}

/** The runs of a text that is already normalised. */
export function runsOf(text: string): Run[] {
  return Array.from(text.matchAll(RUN), (match) => ({ han: match[1] !== undefined, text: match[0] }))
}

let segmenter: Jieba | undefined

/** Words of one Han run, the longer ones followed by the words inside them, as search wants it. */
export function hanWords(run: string): string[] {
  // The dictionary takes 0.3 s to load; a process that only sees English never pays for it.
  segmenter ??= Jieba.withDict(dict)
  return segmenter.cutForSearch(run, true)
}

/** Words for search: jieba words and stemmed Latin words. */
export function wordsOf(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => (run.han ? hanWords(run.text) : [stem(run.text.replace(/'.*$/, ''))]))
}

/** Pieces for search where words fail: Han bigrams, and character trigrams of Latin words against typing errors. */
export function piecesOf(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => (run.han ? ngrams(run.text, 2) : ngrams(`_${run.text}_`, 3)))
}

/** Single Han characters; a rare one is often a whole name. */
export function charactersOf(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => (run.han ? Array.from(run.text) : []))
}

/** All substrings of `size` characters; a text that is shorter is its own only piece. */
export function ngrams(text: string, size: number): string[] {
  const characters = Array.from(text)
  if (characters.length <= size) return [text]
  return characters.slice(size - 1).map((_, start) => characters.slice(start, start + size).join(''))
}
