import { Dropdown } from 'antd'
import { Keyboard, LogOut } from 'lucide-react'
import { closeLive, leave, sessionApi, useForgetSession, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { Avatar } from '#kit/ui'
import type { Layer } from './shell.tsx'

/** Who I am, for whom, and the way out. */
export function SelfMenu({ onOpen }: { onOpen: (layer: Layer) => void }) {
  const t = useText('app')
  const { user, tenant } = useSession()
  const signOut = useSignOut()
  return (
    <Dropdown
      trigger={['click']}
      placement="topRight"
      menu={{
        items: [
          { key: 'who', type: 'group', label: `${user.name} · ${tenant.name}` },
          { key: 'keys', icon: <Keyboard aria-hidden size={16} strokeWidth={1.75} />, label: t('self.keys') },
          { key: 'out', icon: <LogOut aria-hidden size={16} strokeWidth={1.75} />, label: t('self.signOut') },
        ],
        onClick: ({ key }) => (key === 'keys' ? onOpen('keys') : void signOut()),
      }}
    >
      <button type="button" className="rail-self" aria-label={t('self.title', { name: user.name })}>
        <Avatar name={user.name} size={32} />
      </button>
    </Dropdown>
  )
}

export function useSignOut(): () => Promise<void> {
  const forget = useForgetSession()
  return async () => {
    await sessionApi.call.signOut()
    closeLive()
    await leave()
    await forget()
  }
}
