/** A voice message without a microphone: silence as WeChat records it (AMR-NB in its file form, RFC 4867 §5). */
const MAGIC = '#!AMR\n'
/** A frame of 20 ms in which nothing is said (type 15). */
const NOTHING = 0x7c
const FRAMES_PER_SECOND = 50
/** People say about four characters in a second. */
const CHARACTERS_PER_SECOND = 4
const SECONDS_MAX = 60

/** As long as somebody would take for the words. */
export function sampleVoice(words: string): Buffer {
  const seconds = Math.min(SECONDS_MAX, Math.max(1, Math.ceil(words.length / CHARACTERS_PER_SECOND)))
  return Buffer.concat([Buffer.from(MAGIC), Buffer.alloc(seconds * FRAMES_PER_SECOND, NOTHING)])
}
