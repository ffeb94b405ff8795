import { useState } from 'react'
import { RefusedByServer, upload, useMay, useQuery, useQueryClient } from '#kit/data'
import { deskApi } from '../api.ts'

/** Whose files: of an incident or of a problem. */
export interface FilesOf {
  readonly room: 'incident' | 'problem'
  readonly id: string
}

/** A file on its way, or one that the server did not take. */
export interface Sending {
  readonly key: number
  readonly file: File
  readonly share: number
  readonly error?: Error
}

/** What a server would refuse after all of it was sent. */
const BYTES_MAX = 50 * 1024 ** 2

let keys = 0

/** The files of a case, and those that are being attached. New ones are for colleagues only where `internal`. */
export function useFiles({ room, id }: FilesOf, internal: boolean) {
  const cache = useQueryClient()
  const mayAttach = useMay()(`desk.${room}.attach`)
  const route = room === 'incident' ? 'listIncidentAttachments' : 'listProblemAttachments'
  const query = useQuery(deskApi.query(route, { params: { id } }))
  const [sending, setSending] = useState<readonly Sending[]>([])
  const change = (key: number, next: Partial<Sending>) =>
    setSending((all) => all.map((each) => (each.key === key ? { ...each, ...next } : each)))
  const dismiss = (key: number) => setSending((all) => all.filter((each) => each.key !== key))

  const send = async (file: File): Promise<void> => {
    const key = (keys += 1)
    const tooLarge = file.size > BYTES_MAX ? tooLargeRefusal() : undefined
    setSending((all) => [...all, { key, file, share: 0, ...(tooLarge && { error: tooLarge }) }])
    if (tooLarge) return
    try {
      await upload(`/api/desk/${room}s/${id}/attachments?internal=${internal}`, file, (share) => change(key, { share }))
      dismiss(key)
    } catch (error) {
      change(key, { error: error as Error })
    }
    await cache.invalidateQueries({ queryKey: [...deskApi.key()] })
  }
  return {
    items: query.data?.items ?? [],
    error: query.error,
    loading: query.isPending,
    retry: () => void query.refetch(),
    mayAttach,
    sending,
    dismiss,
    again: ({ key, file }: Sending) => {
      dismiss(key)
      void send(file)
    },
    attach: (files: Iterable<File>) => {
      for (const file of files) void send(file)
    },
  }
}

export type Files = ReturnType<typeof useFiles>
export type FileItem = Files['items'][number]

function tooLargeRefusal(): RefusedByServer {
  const code = 'engine.file-too-large'
  return new RefusedByServer({ type: `urn:facet:${code}`, title: '', status: 413, code, traceId: '' } as never)
}

/** What to do about a file that was not taken: the key of a sentence. */
export function adviceOf(error: Error): string {
  const known = [
    'file-too-large',
    'file-empty',
    'file-type-refused',
    'file-unreadable',
    'file-infected',
    'attachments-full',
  ]
  const code = error instanceof RefusedByServer ? error.problem.code.replace('engine.', '') : ''
  return `attachments.advice.${known.includes(code) ? code : 'other'}`
}
