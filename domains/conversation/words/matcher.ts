/**
 * Finds any of many words in a text in one pass, however many words there are (Aho and Corasick, CACM 1975).
 * A word that begins or ends with a Latin letter or a digit must do so in the text, too: "ass" is not in "class".
 */
import { normalise } from './normalise.ts'

export interface Match {
  /** The place of the word in the list that the matcher was made of. */
  readonly index: number
  /** In the normalised text. */
  readonly from: number
  readonly to: number
}

export interface Matcher {
  /** Every place of every word, in the order of their ends. */
  matches(text: string): Match[]
  /** Whether there is any; it stops at the first. */
  finds(text: string): boolean
}

const UNITS = 65_536

interface Automaton {
  /** From `node * UNITS + code unit` to the next node. */
  readonly edges: ReadonlyMap<number, number>
  /** Where to go on when nothing fits: the longest end of what was read that begins another word. */
  readonly fallback: Int32Array
  /** Which word ends at a node; −1: none. */
  readonly ends: Int32Array
  /** The next node on the way back at which a word ends; 0: none. */
  readonly shorter: Int32Array
  readonly lengths: readonly number[]
}

export function matcherOf(words: readonly string[]): Matcher {
  const automaton = build(words.map(normalise))
  return {
    matches: (text) => [...walk(automaton, normalise(text))],
    finds: (text) => !walk(automaton, normalise(text)).next().done,
  }
}

function build(words: readonly string[]): Automaton {
  const size = words.reduce((sum, word) => sum + word.length, 1)
  const edges = new Map<number, number>()
  const ends = new Int32Array(size).fill(-1)
  let nodes = 1
  words.forEach((word, index) => {
    if (word === '') return
    let node = 0
    for (let at = 0; at < word.length; at++) {
      const edge = node * UNITS + word.charCodeAt(at)
      node = edges.get(edge) ?? nodes++
      edges.set(edge, node)
    }
    if (ends[node] === -1) ends[node] = index
  })
  return { edges, ends, ...linked(edges, ends, size), lengths: words.map(({ length }) => length) }
}

/** Level by level: what a node falls back to is nearer to the root than the node itself. */
function linked(edges: ReadonlyMap<number, number>, ends: Int32Array, size: number) {
  const fallback = new Int32Array(size)
  const shorter = new Int32Array(size)
  const children = childrenOf(edges)
  let level = children.get(0) ?? []
  while (level.length > 0) {
    const below: Edge[] = []
    for (const { from, unit, to } of level) {
      fallback[to] = from === 0 ? 0 : follow(edges, fallback, fallback[from]!, unit)
      const back = fallback[to]
      shorter[to] = ends[back]! >= 0 ? back : shorter[back]!
      below.push(...(children.get(to) ?? []))
    }
    level = below
  }
  return { fallback, shorter }
}

interface Edge {
  readonly from: number
  readonly unit: number
  readonly to: number
}

function childrenOf(edges: ReadonlyMap<number, number>): Map<number, Edge[]> {
  const children = new Map<number, Edge[]>()
  for (const [edge, to] of edges) {
    const from = Math.floor(edge / UNITS)
    const one = { from, unit: edge % UNITS, to }
    const known = children.get(from)
    if (known) known.push(one)
    else children.set(from, [one])
  }
  return children
}

function follow(edges: ReadonlyMap<number, number>, fallback: Int32Array, start: number, unit: number): number {
  for (let node = start; ; node = fallback[node]!) {
    const next = edges.get(node * UNITS + unit)
    if (next !== undefined) return next
    if (node === 0) return 0
  }
}

function* walk({ edges, fallback, ends, shorter, lengths }: Automaton, text: string): Generator<Match> {
  let node = 0
  for (let at = 0; at < text.length; at++) {
    node = follow(edges, fallback, node, text.charCodeAt(at))
    for (let end = ends[node]! >= 0 ? node : shorter[node]!; end !== 0; end = shorter[end]!) {
      const index = ends[end]!
      const match = { index, from: at + 1 - lengths[index]!, to: at + 1 }
      if (standsAlone(text, match)) yield match
    }
  }
}

function standsAlone(text: string, { from, to }: Match): boolean {
  return !(joins(text[from - 1]) && joins(text[from])) && !(joins(text[to - 1]) && joins(text[to]))
}

/** Letters that are written together to make words; Chinese is not. */
function joins(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u.test(character)
}
