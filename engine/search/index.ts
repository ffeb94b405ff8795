/**
 * Search: Chinese and English text, one tokenizer, BM25 that can be changed one document at a time,
 * and a score that is a probability. Pure memory; only the command reads and writes files.
 */
export type { SearchDocument } from './document.ts'
export { createSearchIndex, type SearchHit, type SearchIndex } from './search-index.ts'
export { STANDARD_FUSION, type Evidence, type Fusion } from './fusion.ts'
export { highlight, type Highlight } from './highlight.ts'
export { charactersOf, hanWords, ngrams, normalise, piecesOf, runsOf, wordsOf, type Run } from './tokens.ts'
export { contentOf } from './question.ts'
export { stem } from './stem.ts'
export { parseJsonLines, writeJsonLines } from './json-lines.ts'
export { readableText } from './text.ts'
export { retrieveCommand } from './retrieve-command.ts'
