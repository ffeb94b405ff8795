import { RefusedByServer } from '#kit/data'
import { filesContract } from '#engine/files/contract'
import { fieldApi } from '../api.ts'
import type { Entry, KeptFile, ReportEntry, Shelf } from './entries.ts'
import type { Sent } from './outbox.ts'

/** Sends one entry; a report's photos and signature go first, each once. */
export function sender(files: Shelf<KeptFile>): (entry: Entry) => Promise<Sent> {
  return async (entry) => {
    try {
      await deliver(entry, files)
      return { kind: 'sent' }
    } catch (error) {
      return judge(error)
    }
  }
}

async function deliver(entry: Entry, files: Shelf<KeptFile>): Promise<void> {
  const params = { id: entry.visitId }
  switch (entry.kind) {
    case 'travel':
      return void (await fieldApi.call.startTravel({ params, body: { at: entry.at } }))
    case 'arrival':
      return void (await fieldApi.call.arrive({ params, body: { at: entry.at } }))
    case 'report':
      return deliverReport(entry, files)
  }
}

async function deliverReport(entry: ReportEntry, files: Shelf<KeptFile>): Promise<void> {
  const photoIds: string[] = []
  for (const photo of entry.photos) photoIds.push(await upload(photo, files))
  const signatureId = entry.signature === undefined ? undefined : await upload(entry.signature, files)
  const body = { ...entry.report, source: entry.id, photoIds, ...(signatureId ? { signatureId } : {}) }
  await fieldApi.call.completeVisit({ params: { id: entry.visitId }, body })
  for (const id of [...entry.photos, entry.signature]) if (id !== undefined) await files.remove(id)
}

/** The server's id is kept at once, so that an interrupted report does not send its photos a second time. */
async function upload(id: string, files: Shelf<KeptFile>): Promise<string> {
  const file = await files.get(id)
  if (!file) throw new Error(`The file ${id} of a report is not on this phone`)
  if (file.fileId !== undefined) return file.fileId
  const form = new FormData()
  form.append('file', file.content, file.name)
  const response = await fetch(`${filesContract.uploadFile.path}?purpose=picture`, { method: 'POST', body: form })
  if (!response.ok) throw new RefusedByServer(await response.json())
  const { id: fileId } = filesContract.uploadFile.out.parse(await response.json())
  await files.put({ ...file, fileId })
  return fileId
}

/** Refused for good, or not answered: a session that ended and a busy server are no verdict about the entry. */
export function judge(error: unknown): Sent {
  if (!(error instanceof RefusedByServer)) return { kind: 'later' }
  const { status, code, title } = error.problem
  const passes = status >= 500 || [401, 408, 425, 429].includes(status) || code === 'engine.request-in-doubt'
  return passes ? { kind: 'later' } : { kind: 'refused', code, title }
}
