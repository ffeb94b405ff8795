import { Button, Popconfirm } from 'antd'
import { Trash2 } from 'lucide-react'
import { useCommand } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Chip, EmptyState, ErrorNotice, ListSkeleton, TimeStamp } from '#kit/ui'
import { deskApi } from '../api.ts'
import { AttachButton } from './attach-button.tsx'
import { FileMark } from './file-mark.tsx'
import type { FileItem, Files, FilesOf } from './use-files.ts'

interface FileListProps {
  readonly of: FilesOf
  readonly files: Files
  /** One section among others: an empty one takes one line. */
  readonly section?: boolean
}

/** The files of an incident or a problem, the oldest first. */
export function FileList({ of, files, section = false }: FileListProps) {
  const t = useText('desk')
  if (files.loading) return <ListSkeleton />
  if (files.error) return <ErrorNotice error={files.error} onRetry={files.retry} />
  const add = files.mayAttach && <AttachButton files={files} />
  if (files.items.length === 0 && section) {
    return (
      <p className="row s t2">
        {add} {t('attachments.emptyHint')}
      </p>
    )
  }
  if (files.items.length === 0) {
    return <EmptyState title={t('attachments.empty')} hint={t('attachments.emptyHint')} action={add} />
  }
  return (
    <div className="file-list">
      <ul>
        {files.items.map((file) => (
          <FileRow key={file.fileId} of={of} file={file} />
        ))}
      </ul>
      {add}
    </div>
  )
}

function FileRow({ of: { room, id }, file }: { of: FilesOf; file: FileItem }) {
  const t = useText('desk')
  const { bytes } = useFormats()
  const { fileId, name, sizeBytes, internal, addedByName, addedAt, mayRemove } = file
  const route = room === 'incident' ? 'removeFromIncident' : 'removeFromProblem'
  const remove = useCommand(deskApi, route, { refetch: [deskApi.key()] })
  return (
    <li>
      <FileMark file={file} />
      <span className="grow cut">
        <a href={file.url} target="_blank" rel="noreferrer">
          {name}
        </a>
        <span className="row s t3">
          <span className="nb">{t('attachments.by', { name: addedByName, size: bytes(sizeBytes) })}</span>
          <TimeStamp at={addedAt} />
          {internal && <Chip tone="warn">{t('attachments.internal')}</Chip>}
        </span>
        {remove.error && <ErrorNotice error={remove.error} />}
      </span>
      {mayRemove && (
        <Popconfirm
          title={t('attachments.removeAsk', { name })}
          okText={t('attachments.removeDo')}
          cancelText={t('kit:back')}
          onConfirm={() => remove.mutate({ params: { id, fileId } })}
        >
          <Button
            type="text"
            loading={remove.isPending}
            aria-label={t('attachments.remove', { name })}
            title={t('attachments.remove', { name })}
            icon={<Trash2 aria-hidden size={16} strokeWidth={1.75} />}
          />
        </Popconfirm>
      )}
    </li>
  )
}
