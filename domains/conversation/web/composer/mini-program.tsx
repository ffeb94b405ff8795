import { Button, Form, Input, Modal, Upload } from 'antd'
import { AppWindow, ImagePlus } from 'lucide-react'
import { useState } from 'react'
import { useStored } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { post } from './outbox.ts'
import { uploadAsContent } from './upload.ts'

/** What stays the same from card to card. */
interface Known {
  readonly appId: string
  readonly page: string
}

interface Card extends Known {
  readonly title: string
}

const NOTHING: Known = { appId: '', page: '' }

/** A page of the company's mini program, as a card in the customer's chat. */
export function MiniProgramButton({ conversationId }: { conversationId: string }) {
  const t = useText('conversation')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t('miniProgram.title')}
        title={t('miniProgram.title')}
        onClick={() => setOpen(true)}
      >
        <AppWindow aria-hidden size={16} strokeWidth={1.75} />
      </button>
      {open && <MiniProgramDialog conversationId={conversationId} onLeave={() => setOpen(false)} />}
    </>
  )
}

function MiniProgramDialog({ conversationId, onLeave }: { conversationId: string; onLeave: () => void }) {
  const t = useText('conversation')
  const [known, keep] = useStored<Known>('conversation.miniProgram', NOTHING)
  const [picture, setPicture] = useState<File>()
  const [form] = Form.useForm<Card>()
  const { send, busy, error } = useCard(conversationId, (card) => {
    keep({ appId: card.appId, page: card.page })
    onLeave()
  })
  const needed = [{ required: true, message: t('miniProgram.needed') }]
  return (
    <Modal
      open
      width={440}
      title={t('miniProgram.title')}
      okText={t('composer.send')}
      cancelText={t('miniProgram.keep')}
      okButtonProps={{ loading: busy, disabled: !picture }}
      onOk={() => form.submit()}
      onCancel={onLeave}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="dialog-line"
        initialValues={known}
        onFinish={(card) => picture && send(card, picture)}
      >
        <Form.Item name="title" label={t('miniProgram.name')} rules={needed}>
          <Input maxLength={64} autoFocus />
        </Form.Item>
        <Form.Item
          name="appId"
          label={t('miniProgram.appId')}
          rules={[{ required: true, pattern: /^wx[0-9a-z]{6,30}$/i, message: t('miniProgram.wrongAppId') }]}
        >
          <Input maxLength={32} placeholder="wx…" />
        </Form.Item>
        <Form.Item name="page" label={t('miniProgram.page')} rules={needed}>
          <Input maxLength={1000} placeholder="pages/…" />
        </Form.Item>
        <Upload
          accept="image/png,image/jpeg"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            setPicture(file)
            return false
          }}
        >
          <Button icon={<ImagePlus aria-hidden size={16} strokeWidth={1.75} />}>
            {picture?.name ?? t('miniProgram.picture')}
          </Button>
        </Upload>
        {!picture && <p className="s t3">{t('miniProgram.pictureHint')}</p>}
      </Form>
      {error && <ErrorNotice error={error} what={t('miniProgram.notSent')} />}
    </Modal>
  )
}

/** The picture is kept first, then the card leaves like every message. */
function useCard(conversationId: string, onSent: (card: Card) => void) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const send = (card: Card, picture: File) => {
    setBusy(true)
    uploadAsContent(picture)
      .then((kept) => {
        if (!('fileId' in kept)) return
        const { fileId, state, name, mimeType, bytes } = kept
        const content = { type: 'mini_program', fileId, state, name, mimeType, bytes, ...card } as const
        post({ conversationId, content, internal: false })
        onSent(card)
      })
      .catch((problem: Error) => setError(problem))
      .finally(() => setBusy(false))
  }
  return { send, busy, error }
}
