import { useFormats, useText } from '#kit/i18n'
import { Card } from '#kit/ui'
import type { AgreementAction } from '../api.ts'
import '../money.css'

const HIDDEN = new Set(['do', 'at', 'recorded', 'id', 'plan', 'subscription', 'quantities'])

/** What was done under the agreement, newest first; never changed, only added to. */
export function ChangesList({ actions }: { actions: readonly AgreementAction[] }) {
  const t = useText('subscription')
  const formats = useFormats()
  const sorted = actions.toSorted((a, b) => (textOf(a['at']) < textOf(b['at']) ? 1 : -1))
  return (
    <Card>
      <table className="money-table">
        <thead>
          <tr>
            <th scope="col">{t('change.at')}</th>
            <th scope="col">{t('change.what')}</th>
            <th scope="col">{t('change.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((action, index) => (
            <tr key={index}>
              <td className="n nb">
                {formats.date(textOf(action['at']))}
                {action['recorded'] !== undefined && (
                  <div className="s t3">{t('change.recorded', { on: formats.date(textOf(action['recorded'])) })}</div>
                )}
              </td>
              <td className="md">{t(`change.do.${textOf(action['do'])}`, { defaultValue: textOf(action['do']) })}</td>
              <td className="t2">{detailOf(action)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function detailOf(action: AgreementAction): string {
  const quantities = Object.entries((action['quantities'] ?? {}) as Record<string, unknown>)
  const rest = Object.entries(action).filter(([key]) => !HIDDEN.has(key))
  return [...quantities, ...rest].map(([key, value]) => `${key} ${textOf(value)}`).join(' · ')
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
