import { Drawer } from 'antd'
import { useLocalName, useText } from '#kit/i18n'
import { KeyValue, useScreenWidth } from '#kit/ui'
import type { Site } from '../../api.ts'

/** A site for those who do not change sites: a technician on the way there. */
export function SiteShown({ site, onClose }: { site: Site; onClose: () => void }) {
  const t = useText('customers')
  const nameOf = useLocalName()
  const phone = useScreenWidth() === 'phone'
  const { name, alias, code, address, zone, longitude, latitude, accessNotes } = site
  return (
    <Drawer open onClose={onClose} size={phone ? '100%' : 480} title={nameOf(name, alias)}>
      <KeyValue
        items={[
          [t('field.address'), address],
          code !== null && [t('field.code'), code],
          [t('field.zone'), zone],
          longitude !== null && [t('site.position'), <span key="at" className="n">{`${latitude}, ${longitude}`}</span>],
          accessNotes !== null && [t('field.accessNotes'), accessNotes],
        ]}
      />
    </Drawer>
  )
}
