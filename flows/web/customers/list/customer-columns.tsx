import { useMemo } from 'react'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { Avatar, Chip, type Column } from '#kit/ui'
import type { CustomerRow } from '../../api.ts'

export function useCustomerColumns(): readonly Column<CustomerRow>[] {
  const t = useText('customers')
  const { number } = useFormats()
  const nameOf = useLocalName()
  return useMemo<readonly Column<CustomerRow>[]>(
    () => [
      {
        key: 'who',
        title: '',
        role: 'mark',
        render: ({ name, alias }) => <Avatar name={nameOf(name, alias) ?? name} size={24} />,
      },
      {
        key: 'name',
        title: t('field.name'),
        role: 'subject',
        render: ({ name, alias, vip }) => (
          <>
            {nameOf(name, alias)} {vip && <Chip tone="accent">{t('vip')}</Chip>}
          </>
        ),
      },
      { key: 'alias', title: t('column.otherName'), wideOnly: true, render: (row) => otherName(row, nameOf) ?? '–' },
      { key: 'code', title: t('field.code'), render: ({ code }) => <span className="n">{code ?? '–'}</span> },
      { key: 'phone', title: t('field.phone'), render: ({ phone }) => <span className="n">{phone ?? '–'}</span> },
      { key: 'email', title: t('field.email'), optional: true, render: ({ email }) => email ?? '–' },
      { key: 'sites', title: t('sites.title'), align: 'right', wideOnly: true, render: ({ sites }) => number(sites) },
      {
        key: 'incidents',
        title: t('column.openIncidents'),
        role: 'end',
        align: 'right',
        render: ({ openIncidents }) =>
          openIncidents === 0 ? (
            <span className="t3 wide">0</span>
          ) : (
            <span className="md n">
              <span className="wide">{number(openIncidents)}</span>
              <span className="phone">{t('column.openShort', { count: openIncidents })}</span>
            </span>
          ),
      },
    ],
    [t, number, nameOf],
  )
}

/** The name that stands not in the column beside. */
export function otherName(
  { name, alias }: Pick<CustomerRow, 'name' | 'alias'>,
  nameOf: (name: string | null, alias: string | null) => string | null,
): string | null {
  return nameOf(name, alias) === name ? alias : name
}
