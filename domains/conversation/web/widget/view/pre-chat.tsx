/** @jsxImportSource preact */
import type { PreChatField } from '../../client/shapes.ts'
import { language, say } from '../words.ts'

interface PreChatProps {
  readonly greeting: string
  readonly fields: readonly PreChatField[]
  readonly onAnswer: (answers: Record<string, string>) => void
}

/** What the company wants to know before the first words. */
export function PreChat({ greeting, fields, onAnswer }: PreChatProps) {
  return (
    <form
      class="thread pre-chat"
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        onAnswer(Object.fromEntries(fields.map(({ name }) => [name, textOf(given.get(name))])))
      }}
    >
      <div class="bubble">{greeting}</div>
      <h2>{say('before')}</h2>
      {fields.map((field) => (
        <label key={field.name}>
          <span>
            {field.label[language]}
            {field.required && <em class="small"> · {say('required')}</em>}
          </span>
          <Field field={field} />
        </label>
      ))}
      <button type="submit" class="button primary">
        {say('begin')}
      </button>
    </form>
  )
}

const INPUT_TYPES = { text: 'text', choice: 'text', email: 'email', phone: 'tel' } as const

function Field({ field: { name, required, kind, options } }: { field: PreChatField }) {
  if (!options) {
    const filled = { text: name === 'name' ? 'name' : 'off', choice: 'off', email: 'email', phone: 'tel' }[kind]
    return <input type={INPUT_TYPES[kind]} name={name} required={required} maxLength={200} autocomplete={filled} />
  }
  return (
    <select name={name} required={required}>
      <option value="">{say('choose')}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  )
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value.trim() : ''
}
