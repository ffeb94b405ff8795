import { Button, Checkbox, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton, Meter, toast } from '#kit/ui'
import { conversationApi, type RuleSetting, type Standard } from '../api.ts'
import { LIMIT_UNITS, RULES, standardName } from './words.ts'

/** The rules that judge: which count, how much, and within which limits. */
export function Rules() {
  const t = useText('quality')
  const { data, error, refetch } = useQuery(conversationApi.query('readStandard'))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton />
  return (
    <>
      <p className="t2">{t('rules.about')}</p>
      <Rescoring standard={data.number} />
      <RulesForm key={data.number} standard={data} />
    </>
  )
}

const WHILE_RUNNING_MS = 1500

/** How far everything is judged anew, and the button that asks for it. */
function Rescoring({ standard }: { standard: number }) {
  const t = useText('quality')
  const { number } = useFormats()
  const { data } = useQuery({
    ...conversationApi.query('readRescoring'),
    refetchInterval: ({ state }) => (state.data?.rescoring && !state.data.rescoring.endedAt ? WHILE_RUNNING_MS : false),
  })
  const rescore = useCommand(conversationApi, 'rescore', { refetch: [conversationApi.key('readRescoring')] })
  const running = data?.rescoring
  const isRunning = running?.endedAt === null
  const done = {
    done: number(running?.done),
    total: number(running?.total),
    rules: standardName(t, running?.standard ?? 0),
  }
  return (
    <div className="rescoring">
      <Button loading={rescore.isPending} disabled={isRunning} onClick={() => rescore.mutate({})}>
        {t('rescoring.start')}
      </Button>
      {isRunning && (
        <Meter share={running.total === 0 ? 1 : running.done / running.total} label={t('rescoring.label')} />
      )}
      <span className="s t2" role="status">
        {isRunning && t('rescoring.running', done)}
        {running && !isRunning && t('rescoring.done', done)}
        {!isRunning &&
          running?.standard !== standard &&
          ` ${t('rescoring.behind', { rules: standardName(t, standard) })}`}
      </span>
      {rescore.error && <ErrorNotice error={rescore.error} />}
    </div>
  )
}

function RulesForm({ standard }: { standard: Standard }) {
  const t = useText('quality')
  const [rules, setRules] = useState(standard.rules)
  const save = useCommand(conversationApi, 'saveStandard', { refetch: [conversationApi.key('readStandard')] })
  const dirty = JSON.stringify(rules) !== JSON.stringify(standard.rules)
  const kept = ({ number }: { number: number }) => toast({ text: t('rules.saved', { rules: standardName(t, number) }) })
  return (
    <form
      className="rules-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: { rules } }, { onSuccess: kept })
      }}
    >
      <ul>
        {RULES.map((name) => {
          const rule = rules[name]
          return (
            rule && (
              <RuleFields
                key={name}
                name={name}
                rule={rule}
                onChange={(next) => setRules({ ...rules, [name]: next })}
              />
            )
          )
        })}
      </ul>
      {save.error && <ErrorNotice error={save.error} what={t('rules.notSaved')} />}
      {dirty && (
        <div className="save-bar row">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('rules.save')}
          </Button>
          <Button onClick={() => setRules(standard.rules)}>{t('rules.discard')}</Button>
          <span className="s t2">{t('rules.changes', { rules: standardName(t, standard.number) })}</span>
        </div>
      )}
    </form>
  )
}

interface RuleFieldsProps {
  readonly name: string
  readonly rule: RuleSetting
  readonly onChange: (rule: RuleSetting) => void
}

function RuleFields({ name, rule, onChange }: RuleFieldsProps) {
  const t = useText('quality')
  const title = t(`rule.${name}`)
  const unit = LIMIT_UNITS[name]
  return (
    <li className={rule.on ? '' : 'off'}>
      <div className="row">
        <Switch size="small" checked={rule.on} aria-label={title} onChange={(on) => onChange({ ...rule, on })} />
        <span className="grow">
          <b className="md">{title}</b>
          <span className="s t2 block">{t(`explains.${name}`)}</span>
        </span>
      </div>
      {rule.on && (
        <div className="rule-fields">
          <label>
            {t('rules.weight')}
            <InputNumber
              min={0}
              max={100}
              precision={0}
              value={rule.weight}
              onChange={(weight) => onChange({ ...rule, weight: weight ?? 0 })}
            />
          </label>
          {unit && (
            <label>
              {t(`rules.${unit}`)}
              <InputNumber
                min={1}
                max={unit === 'stars' ? 5 : 86_400}
                precision={0}
                value={rule.limit}
                onChange={(limit) => onChange({ ...rule, limit: limit ?? rule.limit })}
              />
            </label>
          )}
          <Checkbox checked={rule.fatal} onChange={({ target }) => onChange({ ...rule, fatal: target.checked })}>
            {t('rules.fatal')}
          </Checkbox>
          {rule.phrases.length > 0 && (
            <Phrases phrases={rule.phrases} onChange={(phrases) => onChange({ ...rule, phrases })} />
          )}
        </div>
      )}
    </li>
  )
}

function Phrases({ phrases, onChange }: { phrases: readonly string[]; onChange: (phrases: string[]) => void }) {
  const t = useText('quality')
  const [text, setText] = useState(phrases.join('\n'))
  const keep = () => {
    const next = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (next.length > 0) onChange(next)
  }
  return (
    <label className="wide-field">
      {t('rules.phrases')}
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={keep}
      />
    </label>
  )
}
