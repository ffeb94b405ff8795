import { useFormats, useText } from '#kit/i18n'
import { Card } from '#kit/ui'
import type { Step } from './api.ts'

/** The event log of the step, as it was committed. */
export function Happenings({ step, playing }: { step: Step; playing: boolean }) {
  const t = useText('story')
  const f = useFormats()
  return (
    <Card title={t('happened')} aside={<span className="s t2">{t('inCommitOrder')}</span>}>
      <div className="story-wire" role="region" aria-label={t('happened')} tabIndex={0}>
        {step.happenings.length === 0 && !playing && (
          <p className="s t3">{t(step.state === 'done' ? 'noEvents' : 'nothingYet')}</p>
        )}
        <table>
          <tbody>
            {step.happenings.map(({ seq, at, name, about }) => (
              <tr key={seq}>
                <th scope="row">{f.iso(at).slice(11, 19) + at.slice(19, 23)}</th>
                <td>{name}</td>
                <td className="t3">{about}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {playing && <span className="t3">…</span>}
      </div>
    </Card>
  )
}
