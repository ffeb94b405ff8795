import { Button } from 'antd'
import { MessageSquareQuote, Plus } from 'lucide-react'
import { rowsOfQuery, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ContextList, EmptyState, PageTitle, Pane, Panes, TabStrip } from '#kit/ui'
import { conversationApi, type CannedReply, type Macro } from '../api.ts'
import { stepsInWords } from '../macros/step-words.ts'
import { CannedForm } from './canned-form.tsx'
import { MacroForm } from './macro-form.tsx'
import './replies.css'

type Kind = 'canned' | 'macros'
const NEW = 'new'

/** What agents say and do often: canned replies, and macros. */
export function RepliesPage() {
  const t = useText('conversation')
  const [search, patch] = useUrlState()
  const kind: Kind = search['kind'] === 'macros' ? 'macros' : 'canned'
  const chosen = typeof search['one'] === 'string' ? search['one'] : undefined
  const open = (one: string | undefined) => patch({ one }, { push: true })
  const tabs = (['canned', 'macros'] as const).map((key) => ({ key, label: t(`replies.${key}`) }))
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      <Button type="primary" icon={<Plus aria-hidden size={16} strokeWidth={1.75} />} onClick={() => open(NEW)}>
        {t(kind === 'macros' ? 'replies.newMacro' : 'replies.newCanned')}
      </Button>
    </>
  )
  return (
    <Panes show={chosen ? 'main' : 'list'}>
      <Pane kind="list" name="conversation.replies" bar={bar} label={t('replies.title')}>
        <TabStrip
          label={t('replies.title')}
          tabs={tabs}
          value={kind}
          onChange={(key) => patch({ kind: key === 'macros' ? key : undefined, one: undefined })}
        />
        {kind === 'macros' ? <MacroList chosen={chosen} onOpen={open} /> : <CannedList chosen={chosen} onOpen={open} />}
      </Pane>
      {kind === 'macros' ? (
        <ChosenMacro id={chosen} onLeave={() => open(undefined)} onSaved={open} />
      ) : (
        <ChosenCanned id={chosen} onLeave={() => open(undefined)} onSaved={open} />
      )}
    </Panes>
  )
}

interface ListProps {
  readonly chosen: string | undefined
  readonly onOpen: (id: string) => void
}

function CannedList({ chosen, onOpen }: ListProps) {
  const t = useText('conversation')
  const query = useQuery(conversationApi.query('listCannedReplies'))
  return (
    <ContextList<CannedReply>
      label={t('replies.canned')}
      rows={rowsOfQuery(query, ({ items }) => items)}
      rowKey={({ cannedReplyId }) => cannedReplyId}
      selected={chosen}
      onOpen={({ cannedReplyId }) => onOpen(cannedReplyId)}
      render={({ shortcut, title, text, own, uses, locale }) => ({
        title: `/${shortcut} ${title}`,
        detail: text,
        end: own ? <Chip>{t('replies.own')}</Chip> : null,
        meta: [t(`replies.locale.${locale}`), uses > 0 && t('replies.uses', { count: uses })]
          .filter(Boolean)
          .join(' · '),
      })}
      empty={<EmptyState icon={MessageSquareQuote} title={t('replies.noCanned')} hint={t('replies.noCannedHint')} />}
    />
  )
}

function MacroList({ chosen, onOpen }: ListProps) {
  const t = useText('conversation')
  const query = useQuery(conversationApi.query('listMacros'))
  return (
    <ContextList<Macro>
      label={t('replies.macros')}
      rows={rowsOfQuery(query, ({ items }) => items)}
      rowKey={({ macroId }) => macroId}
      selected={chosen}
      onOpen={({ macroId }) => onOpen(macroId)}
      render={({ shortcut, title, steps, own, uses }) => ({
        title: `/${shortcut} ${title}`,
        detail: stepsInWords(t, steps),
        end: own ? <Chip>{t('replies.own')}</Chip> : null,
        meta: uses > 0 && t('replies.uses', { count: uses }),
      })}
      empty={<EmptyState icon={MessageSquareQuote} title={t('replies.noMacro')} hint={t('replies.noMacroHint')} />}
    />
  )
}

interface ChosenProps {
  readonly id: string | undefined
  readonly onLeave: () => void
  readonly onSaved: (id: string | undefined) => void
}

function ChosenCanned({ id, onLeave, onSaved }: ChosenProps) {
  const t = useText('conversation')
  const { data } = useQuery(conversationApi.query('listCannedReplies'))
  const reply = data?.items.find(({ cannedReplyId }) => cannedReplyId === id)
  return (
    <Pane padded onBack={onLeave} bar={<h2>{reply?.title ?? t('replies.canned')}</h2>}>
      {reply || id === NEW ? (
        <CannedForm key={reply ? `${id}-${reply.version}` : NEW} reply={reply} onSaved={onSaved} />
      ) : (
        <EmptyState icon={MessageSquareQuote} title={t('replies.choose')} hint={t('replies.chooseHint')} />
      )}
    </Pane>
  )
}

function ChosenMacro({ id, onLeave, onSaved }: ChosenProps) {
  const t = useText('conversation')
  const { data } = useQuery(conversationApi.query('listMacros'))
  const macro = data?.items.find(({ macroId }) => macroId === id)
  return (
    <Pane padded onBack={onLeave} bar={<h2>{macro?.title ?? t('replies.macros')}</h2>}>
      {macro || id === NEW ? (
        <MacroForm key={macro ? `${id}-${macro.version}` : NEW} macro={macro} onSaved={onSaved} />
      ) : (
        <EmptyState icon={MessageSquareQuote} title={t('replies.choose')} hint={t('replies.chooseHint')} />
      )}
    </Pane>
  )
}
