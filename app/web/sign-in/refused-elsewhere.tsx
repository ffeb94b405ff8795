import { useText } from '#kit/i18n'
import { Shape } from '#kit/ui'

const REASONS = ['oidc-provider-not-found', 'oidc-unusable', 'oidc-over', 'oidc-refused', 'oidc-unknown-person']

/** Why the sign-in by the company's account, which has just sent the browser back, was refused. */
export function RefusedElsewhere() {
  const t = useText('app')
  const search = new URLSearchParams(location.search)
  const reason = REASONS.find((name) => search.get('refused') === `engine.${name}`)
  if (!reason) return null
  const label = search.get('label') || t('signIn.theProvider')
  return (
    <div className="error-notice" role="alert">
      <span className="bad">
        <Shape name="late" />
      </span>
      <p className="md grow">{t(`signIn.refused.${reason}`, { label })}</p>
    </div>
  )
}
