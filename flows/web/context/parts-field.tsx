import { Select } from 'antd'
import { useMay, useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { fieldApi } from '../api.ts'

/** As Ant Design's form hands it to a field. */
export interface PartsFieldProps {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (codes: readonly string[]) => void
}

/** Parts by code and name, each with how many are free in all places. */
export function PartsField({ id, value, onChange }: PartsFieldProps) {
  const t = useText('flows')
  const options = usePartOptions()
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('parts.title')}
      {...(id && { id })}
      value={[...(value ?? [])]}
      onChange={(codes) => onChange?.(codes)}
      options={options}
      notFoundContent={t('parts.none')}
    />
  )
}

function usePartOptions(): { value: string; label: string }[] {
  const t = useText('flows')
  const locale = useLocale()
  const enabled = useMay()('field.stock.read')
  const { data } = useQuery({ ...fieldApi.query('listStock', { query: {} }), enabled })
  const free = new Map<string, { name: string; count: number }>()
  for (const { partCode, partName, partNameEn, onHand, reserved } of data?.items ?? []) {
    const before = free.get(partCode)?.count ?? 0
    free.set(partCode, { name: locale === 'en' ? partNameEn : partName, count: before + onHand - reserved })
  }
  return [...free].map(([value, { name, count }]) => ({
    value,
    label: t('parts.option', { code: value, name, count }),
  }))
}
