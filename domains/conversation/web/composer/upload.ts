import { upload } from '#kit/data'
import type { AgentContent } from '../api.ts'

interface Stored {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly width: number | null
  readonly height: number | null
}

/** Keeps a file on the server and answers the message that shows it. */
export async function uploadAsContent(file: File): Promise<AgentContent> {
  return contentOf(await upload<Stored>('/api/engine/files', file))
}

function contentOf({ id, name, mediaType, sizeBytes, width, height }: Stored): AgentContent {
  const attachment = { fileId: id, state: 'ready', name, mimeType: mediaType, bytes: sizeBytes } as const
  if (width !== null && height !== null) return { type: 'image', ...attachment, width, height }
  if (mediaType.startsWith('audio/')) return { type: 'voice', ...attachment }
  return { type: 'file', ...attachment }
}
