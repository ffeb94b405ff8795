import { useEffect } from 'react'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import type { Access } from '../api.ts'
import { SecretOnce } from '../secret-once.tsx'

/** What became of an invitation or a reset: mailed, or a link to hand over. */
export function AccessShown({ access, onClose }: { access: Access | undefined; onClose: () => void }) {
  const t = useText('settings')
  const mailedTo = access?.mailedTo
  useEffect(() => {
    if (!mailedTo) return
    toast({ text: t('access.mailed', { address: mailedTo }) })
    onClose()
  }, [mailedTo, t, onClose])
  return (
    <SecretOnce
      secret={access?.link ?? undefined}
      title={t(`access.${access?.purpose ?? 'invitation'}`)}
      hint={t('access.handOver')}
      onClose={onClose}
    />
  )
}
