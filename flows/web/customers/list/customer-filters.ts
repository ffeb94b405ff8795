import { useMemo } from 'react'
import { useText } from '#kit/i18n'
import type { Filter, Filters } from '#kit/ui'
import { KINDS } from '../form/customer-fields.tsx'

export function useCustomerFilters(): readonly Filter[] {
  const t = useText('customers')
  return useMemo(() => {
    const yes = [{ value: 'true', label: t('yes') }]
    const others = KINDS.filter((kind) => kind !== 'customer')
    return [
      {
        name: 'kind',
        label: t('field.kind'),
        options: others.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
      { name: 'vip', label: t('field.vip'), options: yes },
      { name: 'archived', label: t('archive.label'), options: yes },
    ]
  }, [t])
}

/** Customers, unless another kind is chosen. */
export function useCustomerQuery({ values, words }: Filters) {
  return useMemo(() => {
    const { kind = 'customer', vip, archived } = values
    return {
      kind: kind as 'customer',
      // As the address holds it; the server reads the text.
      ...(vip && { vip: vip as never }),
      ...(archived && { archived: archived as never }),
      ...(words && { text: words }),
    }
  }, [values, words])
}
