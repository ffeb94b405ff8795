/** What a file is for decides how large it may be and of which kinds. */
export interface FilePurpose {
  readonly bytesMax: number
  /** Media types; `image/*` stands for every one that begins with `image/`. */
  readonly types: readonly string[]
}

const MEBIBYTE = 1024 ** 2

const OFFICE = [
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.ms-outlook',
  'application/vnd.openxmlformats-officedocument.*',
  'application/vnd.oasis.opendocument.*',
  'application/rtf',
]
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic', 'image/tiff']
const TEXTS = ['text/plain', 'text/csv', 'text/markdown', 'text/calendar', 'application/json', 'application/xml']
const ARCHIVES = ['application/zip', 'application/gzip', 'application/x-7z-compressed', 'message/rfc822']

/** The purposes that every installation knows; modules may bring more. */
export const STANDARD_PURPOSES = {
  /** Anything that people send one another; SVG and HTML too, which are only ever downloaded. */
  attachment: {
    bytesMax: 50 * MEBIBYTE,
    types: [...PICTURES, ...OFFICE, ...TEXTS, ...ARCHIVES, 'image/svg+xml', 'text/html', 'audio/*', 'video/*'],
  },
  picture: { bytesMax: 20 * MEBIBYTE, types: PICTURES },
  document: { bytesMax: 50 * MEBIBYTE, types: [...OFFICE, ...TEXTS] },
  import: { bytesMax: 20 * MEBIBYTE, types: [...TEXTS, ...OFFICE] },
} as const satisfies Record<string, FilePurpose>

export function admits({ types }: FilePurpose, mediaType: string): boolean {
  return types.some((type) => (type.endsWith('*') ? mediaType.startsWith(type.slice(0, -1)) : type === mediaType))
}
