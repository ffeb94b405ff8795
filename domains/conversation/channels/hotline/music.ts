/** What callers hear while they wait: eight soft bars of a music box, made here, so that nobody's rights are touched. */

export const MUSIC_PATH = '/api/conversation/hotline/music.wav'

const RATE_HZ = 8000
const NOTE_SECONDS = 0.4
/** Steps above A3, in semitones: a pentatonic line that comes back to where it began. */
const LINE = [0, 7, 12, 16, 14, 12, 9, 7, 4, 7, 9, 12, 14, 9, 7, 4, 2, 4, 7, 9, 12, 7, 4, 2, 0, 4, 7, 12, 9, 7, 4, 0]

let kept: Buffer | undefined

/** 16-bit mono WAV at 8 kHz, 13 seconds. */
export function waitingMusic(): Buffer {
  kept ??= wav(LINE.flatMap((step) => note(220 * 2 ** (step / 12))))
  return kept
}

function note(hertz: number): number[] {
  return Array.from({ length: RATE_HZ * NOTE_SECONDS }, (_, index) => {
    const seconds = index / RATE_HZ
    const fades = Math.exp(-4 * seconds) * Math.min(1, seconds * 60)
    const tone = Math.sin(2 * Math.PI * hertz * seconds) + 0.25 * Math.sin(4 * Math.PI * hertz * seconds)
    return Math.round(tone * fades * 7000)
  })
}

function wav(samples: readonly number[]): Buffer {
  const bytes = samples.length * 2
  const file = Buffer.alloc(44 + bytes)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + bytes, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE_HZ, 24)
  file.writeUInt32LE(RATE_HZ * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(bytes, 40)
  samples.forEach((sample, index) => file.writeInt16LE(sample, 44 + index * 2))
  return file
}
