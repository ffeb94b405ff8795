import { Button, Checkbox, Input, Select } from 'antd'
import { ArrowUp, Plus, X } from 'lucide-react'
import { useText } from '#kit/i18n'
import { preChatKinds, type PreChatQuestion } from '../../contract.ts'

interface PreChatEditorProps {
  readonly value: readonly PreChatQuestion[]
  readonly onChange: (value: PreChatQuestion[]) => void
}

const QUESTIONS_MAX = 8

/** What is asked before the first words: in both languages, of which kind, in which order. */
export function PreChatEditor({ value, onChange }: PreChatEditorProps) {
  const t = useText('conversation')
  const change = (index: number, part: Partial<PreChatQuestion>) =>
    onChange(value.toSpliced(index, 1, { ...value[index]!, ...part }))
  const add = () =>
    onChange([...value, { name: freeName(value), label: { en: '', 'zh-CN': '' }, required: false, kind: 'text' }])
  return (
    <div className="pre-chat-editor">
      <span className="t2">{t('field.preChat')}</span>
      <ol aria-label={t('field.preChat')}>
        {value.map((question, index) => (
          <Question
            key={index}
            question={question}
            onChange={(part) => change(index, part)}
            onUp={index > 0 ? () => onChange(value.toSpliced(index - 1, 2, question, value[index - 1]!)) : undefined}
            onRemove={() => onChange(value.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {value.length < QUESTIONS_MAX && (
        <Button icon={<Plus aria-hidden size={16} strokeWidth={1.75} />} onClick={add}>
          {t('preChat.add')}
        </Button>
      )}
    </div>
  )
}

/** `name` also names the contact; what is asked first usually is the name. */
function freeName(questions: readonly PreChatQuestion[]): string {
  const taken = new Set(questions.map(({ name }) => name))
  if (!taken.has('name')) return 'name'
  let number = 1
  while (taken.has(`question${number}`)) number += 1
  return `question${number}`
}

interface QuestionProps {
  readonly question: PreChatQuestion
  readonly onChange: (part: Partial<PreChatQuestion>) => void
  readonly onUp: (() => void) | undefined
  readonly onRemove: () => void
}

function Question({ question, onChange, onUp, onRemove }: QuestionProps) {
  const t = useText('conversation')
  const { name, label, required, kind, options } = question
  return (
    <li>
      <div className="row">
        <Input
          required
          maxLength={60}
          aria-label={t('preChat.zh')}
          placeholder={t('preChat.zh')}
          value={label['zh-CN']}
          onChange={({ target }) => onChange({ label: { ...label, 'zh-CN': target.value } })}
        />
        <Input
          required
          maxLength={60}
          aria-label={t('preChat.en')}
          placeholder={t('preChat.en')}
          value={label.en}
          onChange={({ target }) => onChange({ label: { ...label, en: target.value } })}
        />
        <IconButton label={t('replies.up')} onClick={onUp} icon={ArrowUp} />
        <IconButton label={t('preChat.remove')} onClick={onRemove} icon={X} />
      </div>
      <div className="row">
        <Select
          aria-label={t('preChat.kind')}
          value={kind ?? (options ? 'choice' : 'text')}
          options={preChatKinds.map((value) => ({ value, label: t(`preChat.kinds.${value}`) }))}
          onChange={(next) => onChange({ kind: next, options: next === 'choice' ? (options ?? []) : undefined })}
        />
        <Input
          className="pre-chat-name"
          required
          pattern="[a-z][a-zA-Z0-9]{0,30}"
          title={t('preChat.nameHint')}
          prefix={t('preChat.name')}
          aria-label={t('preChat.name')}
          value={name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
        <Checkbox checked={required} onChange={({ target }) => onChange({ required: target.checked })}>
          {t('preChat.required')}
        </Checkbox>
      </div>
      {kind === 'choice' && (
        <Select
          mode="tags"
          aria-label={t('preChat.options')}
          placeholder={t('preChat.options')}
          maxCount={30}
          value={options ?? []}
          tokenSeparators={[',', '，', ';', '；']}
          onChange={(next: string[]) => onChange({ options: next })}
        />
      )}
    </li>
  )
}

interface IconButtonProps {
  readonly label: string
  readonly icon: typeof X
  readonly onClick: (() => void) | undefined
}

function IconButton({ label, icon: Icon, onClick }: IconButtonProps) {
  if (!onClick) return null
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon aria-hidden size={14} strokeWidth={1.75} />
    </button>
  )
}
