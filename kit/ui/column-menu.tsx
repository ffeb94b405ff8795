import { Button, Checkbox, Popover } from 'antd'
import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { Columns } from './columns.ts'

/** Which columns are shown, and in which order. */
export function ColumnMenu<T>({ columns }: { columns: Columns<T> }) {
  const t = useText('kit')
  const content = (
    <div className="column-menu">
      {columns.all.map(({ key, title, role }) => (
        <div key={key} className="row">
          <Checkbox
            checked={columns.isShown(key)}
            disabled={role === 'subject'}
            onChange={() => columns.toggle(key)}
            className="grow"
          >
            {title}
          </Checkbox>
          <Step label={t('table.moveUp', { column: title })} icon={ChevronUp} onStep={() => columns.move(key, -1)} />
          <Step label={t('table.moveDown', { column: title })} icon={ChevronDown} onStep={() => columns.move(key, 1)} />
        </div>
      ))}
      <Button type="link" size="small" onClick={columns.reset}>
        {t('table.resetColumns')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={content}>
      <button type="button" className="icon-button" aria-label={t('table.columns')} title={t('table.columns')}>
        <Columns3 aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </Popover>
  )
}

function Step({ label, icon: Icon, onStep }: { label: string; icon: typeof ChevronUp; onStep: () => void }) {
  return (
    <button type="button" className="icon-button small" aria-label={label} onClick={onStep}>
      <Icon aria-hidden size={14} strokeWidth={1.75} />
    </button>
  )
}
