import { currentLocale } from '#kit/i18n'
import { RefusedByServer, type ProblemDocument } from '#engine/http/contract'
import { NotReached } from './not-reached.ts'

/**
 * Sends one file as the part `file` of a multipart form and answers what the server says of it. `fetch` tells no
 * progress of what is sent, so this is the one place with the older way. Rejects with `RefusedByServer` as every call.
 */
export function upload<Answer>(
  url: string,
  file: File,
  onProgress: (share: number) => void = () => {},
): Promise<Answer> {
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', url)
  request.setRequestHeader('accept-language', currentLocale())
  request.responseType = 'json'
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', () => reject(new NotReached('no-connection')))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(request.response as Answer)
      else reject(new RefusedByServer(request.response as ProblemDocument))
    })
    request.send(form)
  })
}
