import { createHash } from 'node:crypto'
import type { Calibration } from './judge/calibration.ts'
import type { ModelState } from './learn/model.ts'

/**
 * A classifier as bytes: the mark, the length of a JSON head (uint32, little endian), the head, then the arrays
 * it names one after another, each on a 4-byte border. The mark changes with the meaning of anything inside.
 */
const MARK = 'facet-classifier-1\n'

const ARRAYS = { Int8Array, Int32Array, Float32Array } as const
type StoredArray = Int8Array | Int32Array | Float32Array
type ArrayName = keyof typeof ARRAYS

export interface PackedModel {
  readonly state: ModelState
  readonly calibration: Calibration
}

export function packModel(model: PackedModel): { bytes: Uint8Array; sha256: string } {
  const arrays: StoredArray[] = []
  const head = JSON.stringify(model, (_, value: unknown) => {
    if (!isStored(value)) return value
    arrays.push(value)
    return { $array: arrays.length - 1, type: value.constructor.name, length: value.length }
  })
  const bytes = join([MARK, head], arrays)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export function unpackModel(bytes: Uint8Array): PackedModel {
  const mark = new TextDecoder().decode(bytes.subarray(0, MARK.length))
  if (mark !== MARK) throw new Error('these bytes are not a classifier of this version')
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const headStart = MARK.length + 4
  const headEnd = headStart + view.getUint32(MARK.length, true)
  let at = align(headEnd)
  return JSON.parse(new TextDecoder().decode(bytes.subarray(headStart, headEnd)), (_, value: unknown) => {
    if (!isReference(value)) return value
    const array = new ARRAYS[value.type](value.length)
    new Uint8Array(array.buffer).set(bytes.subarray(at, at + array.byteLength))
    at = align(at + array.byteLength)
    return array
  }) as PackedModel
}

function join([mark, head]: readonly [string, string], arrays: readonly StoredArray[]): Uint8Array {
  const text = new TextEncoder().encode(head)
  const start = align(MARK.length + 4 + text.length)
  const bytes = new Uint8Array(arrays.reduce((end, array) => align(end + array.byteLength), start))
  bytes.set(new TextEncoder().encode(mark))
  new DataView(bytes.buffer).setUint32(MARK.length, text.length, true)
  bytes.set(text, MARK.length + 4)
  let at = start
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at = align(at + array.byteLength)
  }
  return bytes
}

function align(offset: number): number {
  return Math.ceil(offset / 4) * 4
}

function isStored(value: unknown): value is StoredArray {
  return value instanceof Int8Array || value instanceof Int32Array || value instanceof Float32Array
}

function isReference(value: unknown): value is { readonly type: ArrayName; readonly length: number } {
  return typeof value === 'object' && value !== null && '$array' in value
}
