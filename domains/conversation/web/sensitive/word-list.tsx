import { Button, Input, Segmented } from 'antd'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useMay, useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Chip, EmptyState, ErrorNotice, ListSkeleton, toast } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { LEVEL_LOOKS, LEVELS, type Level, type Side } from './levels.ts'

/** So many words are shown; the others are found by typing. */
const SHOWN_MAX = 300
const WORD_MAX = 60
const REFETCH = [conversationApi.key('listWords')]

export function WordList({ side }: { side: Side }) {
  const t = useText('quality')
  const may = useMay()
  const { number } = useFormats()
  const [part, setPart] = useState('')
  const { data, error, refetch } = useQuery(conversationApi.query('listWords'))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton />
  const own = data.items.filter((one) => one.side === side)
  const found = own.filter(({ word }) => word.toLowerCase().includes(part.toLowerCase()))
  return (
    <>
      <p className="t2">{t(`words.about.${side}`)}</p>
      {may('conversation.configure') && <AddWords side={side} />}
      {own.length === 0 ? (
        <EmptyState title={t('words.empty')} hint={t('words.emptyHint')} />
      ) : (
        <>
          <p className="row">
            <Input
              className="word-search"
              allowClear
              aria-label={t('words.find')}
              placeholder={t('words.find')}
              value={part}
              onChange={({ target }) => setPart(target.value)}
            />
            <span className="s t3 nb">{t('words.count', { count: own.length, shown: number(own.length) })}</span>
          </p>
          {LEVELS.map((level) => (
            <LevelGroup key={level} side={side} level={level} words={found.filter((one) => one.level === level)} />
          ))}
        </>
      )}
    </>
  )
}

interface LevelGroupProps {
  readonly side: Side
  readonly level: Level
  readonly words: readonly { readonly word: string }[]
}

function LevelGroup({ side, level, words }: LevelGroupProps) {
  const t = useText('quality')
  const may = useMay()
  const add = useCommand(conversationApi, 'addWords', { refetch: REFETCH })
  const removal = useCommand(conversationApi, 'removeWords', { refetch: REFETCH })
  if (words.length === 0) return null
  const remove = (word: string) => {
    const undo = () => add.mutate({ body: { side, level, words: [word] } })
    removal.mutate(
      { body: { side, words: [word] } },
      { onSuccess: () => toast({ text: t('words.removed', { word }), undo }) },
    )
  }
  return (
    <section className="word-group">
      <h3 className="row">
        <Chip {...LEVEL_LOOKS[level]}>{t(`level.${level}`)}</Chip>
        <span className="s t3">{t(`levelExplains.${side}.${level}`)}</span>
      </h3>
      <ul>
        {words.slice(0, SHOWN_MAX).map(({ word }) => (
          <li key={word}>
            {word}
            {may('conversation.configure') && (
              <button
                type="button"
                className="icon-button small"
                aria-label={t('words.remove', { word })}
                title={t('words.remove', { word })}
                onClick={() => remove(word)}
              >
                <X aria-hidden size={14} strokeWidth={1.75} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {words.length > SHOWN_MAX && <p className="s t3">{t('words.more', { count: words.length - SHOWN_MAX })}</p>}
    </section>
  )
}

/** Words by lines, as they come out of a file. */
function AddWords({ side }: { side: Side }) {
  const t = useText('quality')
  const [text, setText] = useState('')
  const [level, setLevel] = useState<Level>(side === 'agent' ? 'block' : 'mark')
  const add = useCommand(conversationApi, 'addWords', { refetch: REFETCH })
  const words = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const long = words.filter((word) => word.length > WORD_MAX)
  const addThem = () =>
    add.mutate(
      { body: { side, level, words } },
      {
        onSuccess: () => {
          toast({ text: t('words.added', { count: words.length }) })
          setText('')
        },
      },
    )
  return (
    <div className="add-words">
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 10 }}
        aria-label={t('words.byLines')}
        placeholder={t('words.byLines')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <span className="row">
        {side === 'agent' && (
          <Segmented<Level>
            aria-label={t('words.level')}
            value={level}
            onChange={setLevel}
            options={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
          />
        )}
        <Button
          type="primary"
          disabled={words.length === 0 || long.length > 0}
          loading={add.isPending}
          onClick={addThem}
        >
          {t('words.add', { count: words.length })}
        </Button>
        {long.length > 0 && (
          <span className="s bad">{t('words.tooLong', { word: long[0]?.slice(0, 20), max: WORD_MAX })}</span>
        )}
      </span>
      {add.error && <ErrorNotice error={add.error} />}
    </div>
  )
}
