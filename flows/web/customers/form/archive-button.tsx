import { Button } from 'antd'
import { Archive, ArchiveRestore } from 'lucide-react'
import { useText } from '#kit/i18n'

export interface ArchiveButtonProps {
  readonly archivedAt: string | null
  readonly busy: boolean
  readonly onArchive: (archived: boolean) => void
}

/** Puts away what is no longer used, or takes it back. */
export function ArchiveButton({ archivedAt, busy, onArchive }: ArchiveButtonProps) {
  const t = useText('customers')
  const Icon = archivedAt === null ? Archive : ArchiveRestore
  return (
    <Button
      loading={busy}
      icon={<Icon aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => onArchive(archivedAt === null)}
    >
      {t(archivedAt === null ? 'archive.act' : 'archive.restore')}
    </Button>
  )
}
