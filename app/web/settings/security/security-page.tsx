import { useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, KeyValue, ListSkeleton, PageTitle, Pane, Panes, Section } from '#kit/ui'
import { accountsApi } from '../api.ts'
import { SettingsColumn } from '../settings-column.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SessionList } from './session-list.tsx'

/** How the own account is secured: password, authenticator app, where it is signed in. */
export function SecurityPage() {
  const t = useText('settings')
  const { data, error, refetch } = useQuery(accountsApi.query('readOwnAccount'))
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <ListSkeleton />}
        {data && (
          <SettingsColumn>
            <Section title={t('security.account')}>
              <KeyValue
                items={[
                  [t('users.name'), data.name],
                  [t('users.login'), data.login],
                  [t('users.email'), data.email ?? '–'],
                ]}
              />
            </Section>
            {data.hasPassword ? <PasswordForm /> : <p className="t2">{t('security.noPassword')}</p>}
            {data.hasPassword && <SecondFactor on={data.hasSecondFactor} codesLeft={data.recoveryCodesLeft} />}
            <SessionList />
          </SettingsColumn>
        )}
      </Pane>
    </Panes>
  )
}
