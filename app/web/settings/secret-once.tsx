import { Button, Input, Modal } from 'antd'
import { Copy } from 'lucide-react'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'

export interface SecretOnceProps {
  /** Undefined: closed. */
  readonly secret: string | undefined
  readonly title: string
  /** What it is for and that it is not shown again. */
  readonly hint: string
  readonly onClose: () => void
}

/** A secret that the server can not show again: to be copied now. */
export function SecretOnce({ secret, title, hint, onClose }: SecretOnceProps) {
  const t = useText('settings')
  return (
    <Modal
      open={secret !== undefined}
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <p className="t2 settings-hint">{hint}</p>
      {secret !== undefined && <CopyField label={title} value={secret} />}
    </Modal>
  )
}

/** Text to be taken elsewhere. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useText('settings')
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    toast({ text: t('secret.copied') })
  }
  return (
    <div className="row copy-field">
      <Input.TextArea aria-label={label} className="mono" value={value} readOnly autoSize />
      <Button
        aria-label={t('secret.copy')}
        title={t('secret.copy')}
        icon={<Copy aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => void copy()}
      />
    </div>
  )
}
