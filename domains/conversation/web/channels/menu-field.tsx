import { Button, Input, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { conversationApi } from '../api.ts'

interface Entry {
  readonly digit: string
  readonly zh: string
  readonly en: string
  readonly queueId: string | null
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const OWN_QUEUE = 'own'

/** What callers can choose: a key, its name in both languages, and the queue that it leads to. */
export function MenuField({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const t = useText('conversation')
  const { data: queues } = useQuery(conversationApi.query('listQueues'))
  const entries = Array.isArray(value) ? (value as Entry[]) : []
  const put = (index: number, part: Partial<Entry>) =>
    onChange(entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)))
  const free = DIGITS.find((digit) => entries.every((entry) => entry.digit !== digit))
  const options = [
    { value: OWN_QUEUE, label: t('channels.ownQueue') },
    ...(queues?.items ?? []).map(({ queueId, name }) => ({ value: queueId, label: name })),
  ]
  return (
    <div className="menu-field" role="group" aria-label={t('field.menu')}>
      <span className="t2">{t('field.menu')}</span>
      {entries.map((entry, index) => (
        <div key={entry.digit} className="menu-entry">
          <Select
            aria-label={t('channels.key')}
            value={entry.digit}
            options={DIGITS.filter((digit) => digit === entry.digit || entries.every((one) => one.digit !== digit)).map(
              (digit) => ({ value: digit, label: digit }),
            )}
            onChange={(digit) => put(index, { digit })}
          />
          <Input
            aria-label={t('channels.nameZh')}
            placeholder={t('channels.nameZh')}
            maxLength={60}
            value={entry.zh}
            onChange={({ target }) => put(index, { zh: target.value })}
          />
          <Input
            aria-label={t('channels.nameEn')}
            placeholder={t('channels.nameEn')}
            maxLength={60}
            value={entry.en}
            onChange={({ target }) => put(index, { en: target.value })}
          />
          <Select
            aria-label={t('field.queueId')}
            value={entry.queueId ?? OWN_QUEUE}
            options={options}
            onChange={(queueId) => put(index, { queueId: queueId === OWN_QUEUE ? null : queueId })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('channels.dropEntry', { digit: entry.digit })}
            title={t('channels.dropEntry', { digit: entry.digit })}
            onClick={() => onChange(entries.filter((_one, at) => at !== index))}
          >
            <X aria-hidden size={16} strokeWidth={1.75} />
          </button>
        </div>
      ))}
      {free !== undefined && (
        <Button
          className="menu-add"
          icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => onChange([...entries, { digit: free, zh: '', en: '', queueId: null }])}
        >
          {t('channels.addEntry')}
        </Button>
      )}
    </div>
  )
}
