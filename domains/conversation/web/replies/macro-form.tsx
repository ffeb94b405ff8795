import { Button, Dropdown } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { endsWork, STEPS_MAX, type MacroStep, type StepKind } from '../../contract.ts'
import { conversationApi, type Macro } from '../api.ts'
import { NameFields, PlaceholderHint } from './name-fields.tsx'
import { SettingsForm } from './settings-form.tsx'
import { StepFields } from './step-fields.tsx'

interface MacroFormProps {
  /** Undefined: a new one is written. */
  readonly macro: Macro | undefined
  readonly onSaved: (id: string | undefined) => void
}

const KINDS = ['reply', 'note', 'tag', 'priority', 'hand_over', 'close'] as const

/** One macro: how it is called, and its steps. */
export function MacroForm({ macro, onSaved }: MacroFormProps) {
  const t = useText('conversation')
  const [draft, setDraft] = useState({
    shortcut: macro?.shortcut ?? '',
    title: macro?.title ?? '',
    own: macro?.own ?? true,
    steps: macro?.steps ?? ([{ kind: 'reply', text: '' }] as MacroStep[]),
  })
  const { data } = useQuery(conversationApi.query('listQueues'))
  const queues = data?.items ?? []
  const { save, remove, busy, error } = useSaving(macro, onSaved)
  const setSteps = (steps: MacroStep[]) => setDraft({ ...draft, steps })
  const add = (kind: StepKind) => {
    const step = emptyStep(kind, queues[0]?.queueId ?? '')
    const last = draft.steps.at(-1)
    // What ends the work stays at the end.
    setSteps(last && endsWork(last) ? [...draft.steps.slice(0, -1), step, last] : [...draft.steps, step])
  }
  const isOver = draft.steps.some(endsWork)
  const offered = KINDS.filter((kind) => !(isOver && endsWork({ kind }))).map((key) => ({
    key,
    label: t(`step.${key}`),
  }))
  return (
    <SettingsForm
      onSave={() => save(draft)}
      onRemove={macro && remove}
      isNew={macro === undefined}
      busy={busy}
      error={error}
    >
      <NameFields value={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <ol className="step-list" aria-label={t('replies.steps')}>
        {draft.steps.map((step, index) => (
          <StepFields
            key={`${index}-${step.kind}`}
            step={step}
            queues={queues}
            isFirst={index === 0}
            onChange={(next) => setSteps(draft.steps.with(index, next))}
            onRemove={draft.steps.length > 1 ? () => setSteps(draft.steps.toSpliced(index, 1)) : undefined}
            onUp={() => setSteps(draft.steps.toSpliced(index - 1, 2, step, draft.steps[index - 1]!))}
          />
        ))}
      </ol>
      <PlaceholderHint />
      {draft.steps.length < STEPS_MAX && (
        <Dropdown trigger={['click']} menu={{ items: offered, onClick: ({ key }) => add(key as StepKind) }}>
          <Button icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}>{t('replies.addStep')}</Button>
        </Dropdown>
      )}
    </SettingsForm>
  )
}

function emptyStep(kind: StepKind, queueId: string): MacroStep {
  switch (kind) {
    case 'reply':
    case 'note':
      return { kind, text: '' }
    case 'tag':
      return { kind, tags: [] }
    case 'priority':
      return { kind, priority: 1 }
    case 'hand_over':
      return { kind, queueId }
    case 'close':
      return { kind, reason: 'resolved', survey: true }
  }
}

type Draft = Pick<Macro, 'shortcut' | 'title' | 'own' | 'steps'>

function useSaving(macro: Macro | undefined, onSaved: MacroFormProps['onSaved']) {
  const t = useText('conversation')
  const options = { refetch: [conversationApi.key('listMacros')] }
  const create = useCommand(conversationApi, 'createMacro', options)
  const change = useCommand(conversationApi, 'changeMacro', options)
  const removal = useCommand(conversationApi, 'removeMacro', options)
  const kept = ({ shortcut }: Draft) => toast({ text: t('canned.kept', { shortcut }) })
  const gone = ({ shortcut, title, own, steps }: Macro) => {
    const undo = () => create.mutate({ body: { shortcut, title, own, steps } })
    toast({ text: t('replies.removed', { shortcut }), undo })
    onSaved(undefined)
  }
  return {
    save: (body: Draft) =>
      macro
        ? change.mutate(
            { params: { id: macro.macroId }, body: { ...body, version: macro.version } },
            { onSuccess: () => kept(body) },
          )
        : create.mutate({ body }, { onSuccess: ({ macroId }) => (kept(body), onSaved(macroId)) }),
    remove: () => macro && removal.mutate({ params: { id: macro.macroId } }, { onSuccess: () => gone(macro) }),
    busy: create.isPending || change.isPending || removal.isPending,
    error: create.error ?? change.error ?? removal.error,
  }
}
