import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { AccountMenu } from './account-menu.tsx'
import { ScanCodes } from './scan-codes.tsx'
import './wechat.css'

/** What customers find in the account before they write: its menu, and the codes that lead into it. */
export function OfficialAccount({ channelId }: { channelId: string }) {
  const t = useText('conversation')
  return (
    <>
      <Section title={t('wechat.menu')} hint={t('wechat.menuHint')}>
        <AccountMenu channelId={channelId} />
      </Section>
      <Section title={t('wechat.codes')} hint={t('wechat.codesHint')}>
        <ScanCodes channelId={channelId} />
      </Section>
    </>
  )
}

/** The platform is asked only once somebody looks. */
function Section({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const [seen, setSeen] = useState(false)
  return (
    <details
      className="official-account"
      onToggle={({ currentTarget }) => currentTarget.open && setSeen(true)}
      onKeyDown={keepForm}
    >
      <summary>{title}</summary>
      <p className="s t2">{hint}</p>
      {seen && children}
    </details>
  )
}

/** It stands inside the channel's form: Enter in a line of it must not save the channel. */
function keepForm(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}
