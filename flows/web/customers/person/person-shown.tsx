import { Drawer } from 'antd'
import { useLocalName, useText } from '#kit/i18n'
import { Chip, KeyValue, ThingLink, useScreenWidth } from '#kit/ui'
import type { Person } from '../../api.ts'
import { Identities } from './identities.tsx'

/** A person for those who do not change people. */
export function PersonShown({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText('customers')
  const nameOf = useLocalName()
  const phone = useScreenWidth() === 'phone'
  const { name, alias, vip, title, phone: number, email, notes, organisationId, identities } = person
  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? '100%' : 480}
      title={
        <span className="row">
          {nameOf(name, alias)} {vip && <Chip tone="accent">{t('vip')}</Chip>}
        </span>
      }
    >
      <KeyValue
        items={[
          title !== null && [t('field.title'), title],
          number !== null && [
            t('field.phone'),
            <a key="phone" href={`tel:${number}`}>
              {number}
            </a>,
          ],
          email !== null && [
            t('field.email'),
            <a key="mail" href={`mailto:${email}`}>
              {email}
            </a>,
          ],
          organisationId !== null && [
            t('field.organisationId'),
            <ThingLink key="of" kind="customer" id={organisationId}>
              {t('customer.open')}
            </ThingLink>,
          ],
          notes !== null && [t('field.notes'), notes],
        ]}
      />
      <Identities identities={identities} />
    </Drawer>
  )
}
