import { FileArchive, FileAudio, FileText, FileVideo, type LucideIcon } from 'lucide-react'
import type { FileItem } from './use-files.ts'

const ICONS: readonly (readonly [RegExp, LucideIcon])[] = [
  [/^audio\//, FileAudio],
  [/^video\//, FileVideo],
  [/zip|7z/, FileArchive],
]

/** A picture small, anything else by its kind. */
export function FileMark({ file, large = false }: { file: FileItem; large?: boolean }) {
  const { thumbnailUrl, mediaType, name } = file
  if (thumbnailUrl !== null) {
    return (
      <a className={large ? 'file-mark large' : 'file-mark'} href={file.url} target="_blank" rel="noreferrer">
        <img src={thumbnailUrl} alt={name} loading="lazy" />
      </a>
    )
  }
  const Icon = ICONS.find(([kind]) => kind.test(mediaType))?.[1] ?? FileText
  return (
    <span className="file-mark">
      <Icon aria-hidden size={20} strokeWidth={1.75} />
    </span>
  )
}
