import { Button, Input, Segmented } from 'antd'
import { SendHorizontal } from 'lucide-react'
import { useRef, useState, type ComponentRef } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { ErrorNotice } from '#kit/ui'
import { deskApi } from '../api.ts'
import { AttachButton } from '../files/attach-button.tsx'
import { SendingRows } from '../files/sending-rows.tsx'
import type { Files } from '../files/use-files.ts'

export type Kind = 'answer' | 'note'

interface ComposerProps {
  readonly id: string
  readonly kind: Kind
  readonly onKind: (kind: Kind) => void
  readonly files: Files
}

/** Below the history: an answer that the customer sees, or a note for colleagues. */
export function Composer({ id, kind, onKind: setKind, files }: ComposerProps) {
  const t = useText('desk')
  const [text, setText] = useState('')
  const field = useRef<ComponentRef<typeof Input.TextArea>>(null)
  const command = useCommand(deskApi, 'addNote', { refetch: [deskApi.key('readTimeline')] })
  const write = (next: Kind) => () => {
    setKind(next)
    field.current?.focus()
  }
  useKeys([
    { keys: 'R', titleKey: 'desk:composer.answer', group: 'screen', run: write('answer') },
    { keys: 'M', titleKey: 'desk:composer.note', group: 'screen', run: write('note') },
  ])
  const send = () => {
    if (text.trim() === '' || command.isPending) return
    command.mutate(
      { params: { id }, body: { text: text.trim(), internal: kind === 'note' } },
      { onSuccess: () => setText('') },
    )
  }
  const options = (['answer', 'note'] as const).map((value) => ({ value, label: t(`composer.${value}`) }))
  return (
    <div className={kind === 'note' ? 'composer internal' : 'composer'}>
      <SendingRows files={files} />
      {command.error && <ErrorNotice error={command.error} safe={t('composer.kept')} onRetry={send} />}
      <div className="row">
        <Segmented<Kind>
          size="small"
          aria-label={t('composer.kind')}
          options={options}
          value={kind}
          onChange={setKind}
        />
        <Input.TextArea
          ref={field}
          variant="borderless"
          autoSize={{ minRows: 1, maxRows: 8 }}
          aria-label={t(`composer.${kind}Hint`)}
          placeholder={t(`composer.${kind}Hint`)}
          value={text}
          maxLength={20_000}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          }}
        />
        {files.mayAttach && <AttachButton bare files={files} />}
        <Button
          type="primary"
          aria-label={t('composer.send')}
          title={t('composer.send')}
          loading={command.isPending}
          disabled={text.trim() === ''}
          icon={<SendHorizontal aria-hidden size={16} strokeWidth={1.75} />}
          onClick={send}
        />
      </div>
    </div>
  )
}
