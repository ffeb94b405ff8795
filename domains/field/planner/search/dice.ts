import { seededRandom } from '#engine/kernel'

/**
 * The search's own source of chance: xorshift32 (Marsaglia 2003) on one small integer.
 * It is asked a million times a second, so its state must stay an int32 that never becomes a heap number;
 * the seed is spread by the kernel's generator, so that neighbouring seeds tell unrelated stories.
 */
export class Dice {
  private bits: number

  constructor(seed: number) {
    this.bits = seededRandom(seed).below(0x7fffffff) + 1
  }

  /** A float in [0, 1). */
  next(): number {
    let bits = this.bits
    bits ^= bits << 13
    bits ^= bits >>> 17
    bits ^= bits << 5
    this.bits = bits
    return (bits >>> 0) / 4294967296
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return (this.next() * below) | 0
  }
}
