import { useMemo } from 'react'
import { useLocalName, useText } from '#kit/i18n'
import { Avatar, Chip, ThingLink, type Column } from '#kit/ui'
import type { PersonRow } from '../../api.ts'

/** The columns of people; within one customer their organisation says little. */
export function usePersonColumns({ everywhere }: { everywhere: boolean }): readonly Column<PersonRow>[] {
  const t = useText('customers')
  const nameOf = useLocalName()
  return useMemo<readonly Column<PersonRow>[]>(() => {
    const organisation: Column<PersonRow> = {
      key: 'organisation',
      title: t('field.organisationId'),
      render: ({ organisationId, organisationName, organisationAlias }) => (
        <ThingLink kind="customer" id={organisationId}>
          {nameOf(organisationName, organisationAlias) ?? '–'}
        </ThingLink>
      ),
    }
    return [
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
      ...(everywhere ? [organisation] : []),
      { key: 'title', title: t('field.title'), render: ({ title }) => title ?? '–' },
      { key: 'phone', title: t('field.phone'), render: ({ phone }) => <span className="n">{phone ?? '–'}</span> },
      { key: 'email', title: t('field.email'), wideOnly: true, render: ({ email }) => email ?? '–' },
      {
        key: 'channels',
        title: t('identities.column'),
        role: 'end',
        render: ({ identities }) =>
          identities.map(({ channel, externalId }) => (
            <Chip key={channel + externalId} title={externalId}>
              {t(`channel.${channel}`, { defaultValue: channel })}
            </Chip>
          )),
      },
    ]
  }, [t, nameOf, everywhere])
}
