/**
 * What a file is, judged by its bytes; the sender's word for it counts only among kinds of plain text
 * and of old Office files, which share one signature.
 */
import { open } from 'node:fs/promises'
import path from 'node:path'
import { fileTypeFromFile } from 'file-type'
import { textTypeOf } from './text-type.ts'

/** When nothing is recognised. */
export const UNKNOWN_TYPE = 'application/octet-stream'

/** So much of a text is looked at. */
const HEAD_BYTES = 64 * 1024

const OLD_OFFICE: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.msg': 'application/vnd.ms-outlook',
}

export async function mediaTypeOf(place: string, name: string): Promise<string> {
  const extension = path.extname(name).toLowerCase()
  const recognised = (await fileTypeFromFile(place))?.mime
  if (recognised === 'application/x-cfb') return OLD_OFFICE[extension] ?? recognised
  // XML is text: it may be a picture (SVG) or a page in disguise.
  if (recognised !== undefined && recognised !== 'application/xml') return recognised
  return textTypeOf(await headOf(place), extension) ?? recognised ?? UNKNOWN_TYPE
}

async function headOf(place: string): Promise<Buffer> {
  const handle = await open(place)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
