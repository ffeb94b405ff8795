import { useCallback } from 'react'
import { useText } from '#kit/i18n'

/** A role in the language of the screen; packs may bring roles that have no name yet. */
export function useRoleName(): (role: string) => string {
  const t = useText('settings')
  return useCallback((role) => t(`role.${role}`, { defaultValue: role }), [t])
}
