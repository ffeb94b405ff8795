import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'

interface SettingsFormProps {
  readonly isNew: boolean
  readonly busy: boolean
  readonly error: Error | null
  readonly onSave: () => void
  readonly onRemove: (() => void) | undefined
  readonly children: ReactNode
}

/** One column of fields; at its foot what can be done with them. */
export function SettingsForm({ isNew, busy, error, onSave, onRemove, children }: SettingsFormProps) {
  const t = useText('conversation')
  return (
    <form
      className="replies-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      {children}
      {error && <ErrorNotice error={error} what={t('replies.notSaved')} />}
      <div className="save-bar row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t(isNew ? 'replies.create' : 'replies.save')}
        </Button>
        <span className="right" />
        {onRemove && (
          <Button danger onClick={onRemove}>
            {t('replies.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
