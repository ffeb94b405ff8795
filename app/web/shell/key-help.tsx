import { Modal } from 'antd'
import { useText } from '#kit/i18n'
import { useBoundKeys, type KeyBinding } from '#kit/slots'
import { Shortcut } from '#kit/ui'

const GROUPS = ['screen', 'go', 'everywhere'] as const

/** The keys of the screen that is shown now. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('kit')
  const keys = useBoundKeys()
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={640} destroyOnHidden>
      <div className="key-groups">
        {GROUPS.map((group) => (
          <KeyGroup
            key={group}
            title={t(`keys.${group}`)}
            keys={keys.filter((one) => (one.group ?? 'screen') === group)}
          />
        ))}
      </div>
    </Modal>
  )
}

function KeyGroup({ title, keys }: { title: string; keys: readonly KeyBinding[] }) {
  const t = useText('kit')
  if (keys.length === 0) return null
  return (
    <section>
      <h3 className="t2">{title}</h3>
      <dl>
        {keys.map(({ keys: pressed, titleKey }) => (
          <div key={pressed} className="row">
            <dt className="grow">{t(titleKey ?? '')}</dt>
            <dd>
              <span className="visually-hidden">{pressed}</span>
              <Shortcut keys={pressed} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
