/**
 * What can be made of a voice message. Platforms send AMR and Silk, which no browser plays. Each part may be absent:
 * without the first the original is offered as a file, without the second there is no transcript.
 */
import type { Context } from '#engine/kernel'

export interface VoicePort {
  /** In a form that browsers play; undefined when it cannot be read. */
  readonly makePlayable?: (sound: Sound) => Promise<Sound | undefined>
  /** What was said; undefined when nothing could be understood. */
  readonly transcribe?: (context: Context, sound: Sound) => Promise<string | undefined>
}

export interface Sound {
  readonly name: string
  readonly mimeType: string
  readonly body: Uint8Array
}

/** What every browser of the last years plays. */
export function isPlayable(mimeType: string): boolean {
  return /^audio\/(mpeg|mp4|aac|x-m4a|ogg|opus|wav|x-wav|webm)\b/.test(mimeType)
}
