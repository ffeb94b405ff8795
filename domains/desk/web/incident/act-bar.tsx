import { Button, Dropdown } from 'antd'
import { Check, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useMay, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys, type KeyBinding } from '#kit/slots'
import { InspectorButton } from '#kit/ui'
import type { Act, IncidentDetail } from '../api.ts'
import { AssignDialog } from '../assign/assign-dialog.tsx'
import { ActDialog } from './act-dialog.tsx'
import { asksFirst, offeredActs } from './acts.ts'
import type { Acting } from './use-acting.ts'

/** What may be done now: one primary act, assigning, the diagnosis, everything else behind "more". */
export function ActBar({ detail, acting }: { detail: IncidentDetail; acting: Acting }) {
  const t = useText('desk')
  const mayWork = useMay()('desk.incident.work')
  const [open, setOpen] = useState<Act | 'assign'>()
  const { primary, others } = offeredActs(detail)
  const me = useSession().user.id
  // Who takes what nobody has becomes its owner.
  const taking = (act: Act) => (act === 'start' && detail.incident.assigneeId === null ? { assigneeId: me } : {})
  const begin = (act: Act) => (asksFirst(act) ? setOpen(act) : acting.perform(act, taking(act)))
  const close = () => setOpen(undefined)
  useActKeys(detail, begin, () => setOpen('assign'), mayWork && open === undefined)
  if (!mayWork) return <InspectorButton />
  const more = others.map((act) => ({ key: act, label: t(`act.${act}`), danger: act === 'cancel' }))
  return (
    <>
      <Button className="wide" onClick={() => setOpen('assign')}>
        {t('assign.title')}
      </Button>
      {others.includes('diagnose_onsite') && (
        <Button className="wide" onClick={() => begin('diagnose_onsite')}>
          {t('act.diagnose_onsite')}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [{ key: 'assign', label: t('assign.title') }, ...more],
          onClick: ({ key }) => (key === 'assign' ? setOpen('assign') : begin(key as Act)),
        }}
      >
        <Button
          aria-label={t('kit:more')}
          title={t('kit:more')}
          icon={<Ellipsis aria-hidden size={16} strokeWidth={1.75} />}
        />
      </Dropdown>
      {primary && (
        <Button
          type="primary"
          loading={acting.pending}
          icon={<Check aria-hidden size={14} strokeWidth={1.75} />}
          onClick={() => begin(primary)}
        >
          {t(`act.${primary}`)}
        </Button>
      )}
      <InspectorButton />
      {open === 'assign' && <AssignDialog detail={detail} onClose={close} />}
      {open !== undefined && open !== 'assign' && <ActDialog act={open} detail={detail} onClose={close} />}
    </>
  )
}

function useActKeys(detail: IncidentDetail, begin: (act: Act) => void, assign: () => void, active: boolean): void {
  const { primary, others } = offeredActs(detail)
  const possible = [...(primary ? [primary] : []), ...others]
  const end = (['resolve', 'close'] as const).find((act) => possible.includes(act))
  const bindings: KeyBinding[] = [
    { keys: 'A', titleKey: 'desk:assign.title', group: 'screen', run: assign },
    { keys: 'P', titleKey: 'desk:filter.priority', group: 'screen', run: assign },
    ...(primary
      ? [{ keys: 'S', titleKey: `desk:act.${primary}`, group: 'screen' as const, run: () => begin(primary) }]
      : []),
    ...(end ? [{ keys: 'E', titleKey: `desk:act.${end}`, group: 'screen' as const, run: () => begin(end) }] : []),
  ]
  useKeys(bindings, active)
}
