import { Paperclip } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { Files } from './use-files.ts'
import { useFileDrop } from './use-file-drop.ts'
import './files.css'

interface DropHintProps {
  readonly files: Files
  /** Who will see it, where that is chosen on the page. */
  readonly internal?: boolean
}

/** Takes what is dropped or pasted on the page, and says meanwhile who will see it. */
export function DropHint({ files, internal }: DropHintProps) {
  const t = useText('desk')
  const over = useFileDrop(files.attach, files.mayAttach)
  if (!over) return null
  return (
    <div className="drop-hint" role="status">
      <Paperclip aria-hidden size={24} strokeWidth={1.75} />
      <b>{t('attachments.drop')}</b>
      {internal !== undefined && (
        <span className="t2">{t(internal ? 'attachments.dropInternal' : 'attachments.dropShown')}</span>
      )}
    </div>
  )
}
