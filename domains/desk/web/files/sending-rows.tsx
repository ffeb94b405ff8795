import { Button, Progress } from 'antd'
import { useText } from '#kit/i18n'
import { adviceOf, type Files } from './use-files.ts'

/** Files on their way, and those that were not taken, with what to do about it. */
export function SendingRows({ files: { sending, dismiss, again } }: { files: Files }) {
  const t = useText('desk')
  if (sending.length === 0) return null
  return (
    <ul className="sending" aria-live="polite">
      {sending.map((each) => {
        const { key, file, share, error } = each
        if (!error) {
          const percent = Math.round(share * 100)
          return (
            <li key={key} className="row">
              <span className="cut grow s">{t('attachments.uploading', { name: file.name, percent })}</span>
              <Progress className="sending-bar" percent={percent} size="small" showInfo={false} />
            </li>
          )
        }
        return (
          <li key={key} className="row" role="alert">
            <span className="grow">
              <b className="bad">{t('attachments.failed', { name: file.name })}</b>
              <span className="s t2 block">
                {error.message} {t(adviceOf(error))}
              </span>
            </span>
            <Button size="small" onClick={() => again(each)}>
              {t('attachments.again')}
            </Button>
            <Button size="small" type="text" onClick={() => dismiss(key)}>
              {t('attachments.dismiss')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
