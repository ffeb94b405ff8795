import { useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import { forget, retry, type Sending } from '../composer/outbox.ts'
import { ContentView } from './content.tsx'

/** What I have written and the server has not taken yet. */
export function PendingRow({ sending }: { sending: Sending }) {
  const t = useText('conversation')
  const { refused, internal } = sending
  return (
    <article className={internal ? 'message ours internal first' : 'message ours first'}>
      <span className="message-face" />
      <div className="message-body">
        <p className="who s t3" role="status">
          {refused === undefined ? (
            t(navigator.onLine ? 'mark.sending' : 'mark.offline')
          ) : (
            <span className="bad failed-mark">
              <Shape name="late" size={12} /> {refused || t('mark.failed')}
            </span>
          )}
        </p>
        <div className="said pending">
          <ContentView content={sending.content} />
        </div>
        {refused !== undefined && (
          <p className="row s failed-acts">
            <button type="button" className="link-button" onClick={() => retry(sending.clientId)}>
              {t('message.again')}
            </button>
            <button type="button" className="link-button" onClick={() => forget(sending.clientId)}>
              {t('message.drop')}
            </button>
          </p>
        )}
      </div>
    </article>
  )
}
