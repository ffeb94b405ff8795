import { Button, Input, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useText } from '#kit/i18n'
import { MENU_LIMITS, type MenuProblem } from '../../contract.ts'
import type { MenuEntry, MenuLeaf } from '../../contract/wechat.ts'

interface FieldsProps<Entry extends MenuEntry> {
  readonly entry: Entry
  readonly path: string
  readonly problems: readonly MenuProblem[]
  readonly onChange: (entry: Entry) => void
  readonly onRemove: () => void
}

type Group = Extract<MenuEntry, { kind: 'group' }>

/** One of the three entries: something by itself, or a list of up to five. */
export function MenuEntryFields({ entry, path, problems, onChange, onRemove }: FieldsProps<MenuEntry>) {
  const t = useText('conversation')
  const head = { entry, path, problems, onChange, onRemove }
  if (entry.kind !== 'group') {
    return (
      <li>
        <LeafFields {...head} kinds={['click', 'view', 'miniprogram', 'group']} />
      </li>
    )
  }
  const put = (entries: MenuLeaf[]) => onChange({ ...entry, entries })
  return (
    <li>
      <LeafFields {...head} kinds={['click', 'view', 'miniprogram', 'group']} />
      <ol className="inside">
        {entry.entries.map((leaf, index) => (
          <li key={index}>
            <LeafFields
              entry={leaf}
              path={`${path}/entries/${index}`}
              problems={problems}
              kinds={['click', 'view', 'miniprogram']}
              onChange={(next) => put(entry.entries.map((other, at) => (at === index ? (next as MenuLeaf) : other)))}
              onRemove={() => put(entry.entries.filter((_other, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      <Problem problems={problems} path={`${path}/entries`} />
      <p>
        <Button
          size="small"
          disabled={entry.entries.length >= MENU_LIMITS.inside}
          icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
          onClick={() => put([...entry.entries, { kind: 'click', name: '', key: '' }])}
        >
          {t('wechat.addInside')}
        </Button>
      </p>
    </li>
  )
}

type Kind = Exclude<MenuEntry['kind'], 'other'>

interface LeafProps extends FieldsProps<MenuEntry> {
  readonly kinds: readonly Kind[]
}

function LeafFields({ entry, path, problems, kinds, onChange, onRemove }: LeafProps) {
  const t = useText('conversation')
  const options = (entry.kind === 'other' ? (['other'] as const) : kinds).map((value) => ({
    value,
    label: t(`wechat.kind.${value}`),
  }))
  const line = (name: 'key' | 'url' | 'appId' | 'pagePath', value: string, of: string = name) => (
    <Line
      label={t(`wechat.${of}`)}
      value={value}
      path={`${path}/${name}`}
      problems={problems}
      onChange={(text) => onChange({ ...entry, [name]: text } as MenuEntry)}
    />
  )
  return (
    <div className="menu-leaf">
      <div className="row">
        <Select
          aria-label={t('wechat.does')}
          value={entry.kind}
          options={options}
          disabled={entry.kind === 'other'}
          onChange={(kind) => onChange(emptyOf(kind as Kind, entry.name))}
        />
        <Input
          aria-label={t('wechat.name')}
          placeholder={t('wechat.name')}
          value={entry.name}
          onChange={({ target }) => onChange({ ...entry, name: target.value })}
        />
        <Button
          type="text"
          aria-label={t('wechat.drop', { name: entry.name })}
          icon={<X size={14} />}
          onClick={onRemove}
        />
      </div>
      <Problem problems={problems} path={`${path}/name`} />
      {entry.kind === 'click' && line('key', entry.key)}
      {entry.kind === 'view' && line('url', entry.url)}
      {entry.kind === 'miniprogram' && (
        <>
          {line('appId', entry.appId)}
          {line('pagePath', entry.pagePath)}
          {line('url', entry.url, 'fallback')}
        </>
      )}
    </div>
  )
}

function emptyOf(kind: Kind, name: string): MenuEntry {
  switch (kind) {
    case 'click':
      return { kind, name, key: name }
    case 'view':
      return { kind, name, url: '' }
    case 'miniprogram':
      return { kind, name, appId: '', pagePath: '', url: '' }
    case 'group':
      return { kind, name, entries: [{ kind: 'click', name: '', key: '' }] } satisfies Group
  }
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly path: string
  readonly problems: readonly MenuProblem[]
  readonly onChange: (text: string) => void
}

function Line({ label, value, path, problems, onChange }: LineProps) {
  return (
    <>
      <label>
        {label}
        <Input value={value} onChange={({ target }) => onChange(target.value)} />
      </label>
      <Problem problems={problems} path={path} />
    </>
  )
}

/** What the platform would not take, beside the field. */
function Problem({ problems, path }: { problems: readonly MenuProblem[]; path: string }) {
  const t = useText('conversation')
  const found = problems.find((problem) => problem.path === path)
  if (!found) return null
  return (
    <p className="s bad" role="alert">
      {t(`wechat.problem.${found.reason}`, { max: found.max, letters: Math.floor(found.max / 3) })}
    </p>
  )
}
