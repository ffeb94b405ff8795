import { Button } from 'antd'
import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useText } from '#kit/i18n'
import type { Files } from './use-files.ts'

/** Chooses files; a paper clip alone where there is no room for the words. */
export function AttachButton({ files, bare = false }: { files: Files; bare?: boolean }) {
  const t = useText('desk')
  const input = useRef<HTMLInputElement>(null)
  const words = t('attachments.add')
  return (
    <>
      <Button
        type={bare ? 'text' : 'default'}
        aria-label={words}
        title={words}
        icon={<Paperclip aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => input.current?.click()}
      >
        {bare ? null : words}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ target }) => {
          files.attach([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </>
  )
}
