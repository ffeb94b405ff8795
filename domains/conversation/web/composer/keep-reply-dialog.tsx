import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { conversationApi } from '../api.ts'

const TITLE_MAX = 80

/** Keeps what was said as a canned reply, for oneself or for everybody. */
export function KeepReplyDialog({ text, onLeave }: { text: string; onLeave: () => void }) {
  const t = useText('conversation')
  const locale = useLocale()
  const [shortcut, setShortcut] = useState('')
  const [own, setOwn] = useState(true)
  const command = useCommand(conversationApi, 'createCannedReply', {
    refetch: [conversationApi.key('listCannedReplies')],
  })
  const keep = () => {
    const body = { shortcut: shortcut.trim(), title: text.slice(0, TITLE_MAX), text, locale, own }
    const done = () => {
      toast({ text: t('canned.kept', { shortcut: body.shortcut }) })
      onLeave()
    }
    command.mutate({ body }, { onSuccess: done })
  }
  return (
    <Modal
      open
      width={440}
      title={t('canned.title')}
      okText={t('canned.keep')}
      cancelText={t('canned.leave')}
      okButtonProps={{ disabled: shortcut.trim() === '', loading: command.isPending }}
      onOk={keep}
      onCancel={onLeave}
    >
      <p className="words t2">{text}</p>
      <p className="dialog-line">
        <Input
          prefix="/"
          maxLength={30}
          aria-label={t('canned.shortcut')}
          placeholder={t('canned.shortcut')}
          value={shortcut}
          onChange={({ target }) => setShortcut(target.value)}
        />
      </p>
      <p className="dialog-line">
        <Checkbox checked={own} onChange={({ target }) => setOwn(target.checked)}>
          {t('canned.own')}
        </Checkbox>
      </p>
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
