import { readFileSync } from 'node:fs'
import { stem } from '#engine/search'

/** Directions in which words differ; enough for 20,000 words, more won nothing (docs/decisions/judgement.md). */
export const VECTOR_SIZE = 100

/** What a word is like, or undefined where nobody knows; length 1. */
export type WordVectors = (word: string) => Float32Array | undefined

let shared: WordVectors | undefined

export function standardWordVectors(): WordVectors {
  shared ??= unpackWordVectors(readFileSync(new URL('../lexicon/words.bin', import.meta.url)))
  return shared
}

/**
 * Packs vectors for shipping: the length of the word list (uint32, little endian), the words as UTF-8 lines,
 * then one signed byte for each direction of each word, the largest being 127.
 */
export function packWordVectors(words: readonly string[], directions: readonly Float64Array[]): Uint8Array {
  const list = new TextEncoder().encode(words.join('\n'))
  const packed = new Uint8Array(4 + list.length + words.length * directions.length)
  new DataView(packed.buffer).setUint32(0, list.length, true)
  packed.set(list, 4)
  const bytes = new Int8Array(packed.buffer, 4 + list.length)
  words.forEach((_, word) => {
    const vector = directions.map((direction) => direction[word]!)
    const largest = Math.max(...vector.map(Math.abs)) || 1
    vector.forEach((value, k) => (bytes[word * directions.length + k] = Math.round((127 * value) / largest)))
  })
  return packed
}

function unpackWordVectors(packed: Uint8Array): WordVectors {
  const listLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true)
  const words = new TextDecoder().decode(packed.subarray(4, 4 + listLength)).split('\n')
  const numbers = new Map(words.map((word, i) => [word, i]))
  const bytes = new Int8Array(packed.buffer, packed.byteOffset + 4 + listLength)
  const known = new Map<number, Float32Array>()
  return (word) => {
    const number = numbers.get(word) ?? numbers.get(stem(word)) ?? numbers.get(word.replace(/(?:'s|s|ed|ing)$/, ''))
    if (number === undefined) return undefined
    let vector = known.get(number)
    if (!vector) known.set(number, (vector = unit(bytes.subarray(number * VECTOR_SIZE, (number + 1) * VECTOR_SIZE))))
    return vector
  }
}

/** The same direction with length 1; nothing stays nothing. */
export function unit(values: ArrayLike<number>): Float32Array {
  const result = Float32Array.from(values)
  let sum = 0
  for (const value of result) sum += value * value
  const length = Math.sqrt(sum) || 1
  for (let k = 0; k < result.length; k++) result[k]! /= length
  return result
}
