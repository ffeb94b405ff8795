import { Button } from 'antd'
import { useText } from '#kit/i18n'

export interface ChangedMeanwhileProps {
  /** The labels of what differs from what this form began with. */
  readonly fields: readonly string[]
  readonly onTake: () => void
}

/** Somebody else was faster: what they changed, that nothing typed is lost, and both ways on. */
export function ChangedMeanwhile({ fields, onTake }: ChangedMeanwhileProps) {
  const t = useText('customers')
  return (
    <div className="note changed-meanwhile" role="alert">
      <p className="md">
        {fields.length === 0 ? t('conflict.title') : t('conflict.fields', { fields: fields.join(t('list')) })}
      </p>
      <p className="s">{t('conflict.hint')}</p>
      <Button size="small" onClick={onTake}>
        {t('conflict.take')}
      </Button>
    </div>
  )
}
