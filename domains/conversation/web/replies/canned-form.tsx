import { Input, Segmented } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi, type CannedReply } from '../api.ts'
import { SettingsForm } from './settings-form.tsx'
import { NameFields, PlaceholderHint } from './name-fields.tsx'

interface CannedFormProps {
  /** Undefined: a new one is written. */
  readonly reply: CannedReply | undefined
  readonly onSaved: (id: string | undefined) => void
}

const TEXT_MAX = 4000

/** One canned reply. */
export function CannedForm({ reply, onSaved }: CannedFormProps) {
  const t = useText('conversation')
  const locale = useLocale()
  const [draft, setDraft] = useState({
    shortcut: reply?.shortcut ?? '',
    title: reply?.title ?? '',
    text: reply?.text ?? '',
    locale: (reply?.locale ?? locale) as 'en' | 'zh-CN',
    own: reply?.own ?? true,
  })
  const { save, remove, busy, error } = useSaving(reply, onSaved)
  return (
    <SettingsForm
      onSave={() => save(draft)}
      onRemove={reply && remove}
      isNew={reply === undefined}
      busy={busy}
      error={error}
    >
      <NameFields value={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <label>
        {t('replies.text')}
        <Input.TextArea
          required
          maxLength={TEXT_MAX}
          autoSize={{ minRows: 4, maxRows: 14 }}
          value={draft.text}
          onChange={({ target }) => setDraft({ ...draft, text: target.value })}
        />
        <PlaceholderHint />
      </label>
      <div>
        <Segmented
          aria-label={t('replies.language')}
          value={draft.locale}
          onChange={(next) => setDraft({ ...draft, locale: next })}
          options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`replies.locale.${value}`) }))}
        />
      </div>
    </SettingsForm>
  )
}

type Draft = Pick<CannedReply, 'shortcut' | 'title' | 'text' | 'own'> & { locale: 'en' | 'zh-CN' }

function useSaving(reply: CannedReply | undefined, onSaved: CannedFormProps['onSaved']) {
  const t = useText('conversation')
  const options = { refetch: [conversationApi.key('listCannedReplies')] }
  const create = useCommand(conversationApi, 'createCannedReply', options)
  const update = useCommand(conversationApi, 'updateCannedReply', options)
  const removal = useCommand(conversationApi, 'removeCannedReply', options)
  const kept = (body: Draft) => toast({ text: t('canned.kept', { shortcut: body.shortcut }) })
  const again = ({ shortcut, title, text, locale, own }: CannedReply) =>
    create.mutate({ body: { shortcut, title, text, locale: locale as Draft['locale'], own } })
  const gone = (former: CannedReply) => {
    toast({ text: t('replies.removed', { shortcut: former.shortcut }), undo: () => again(former) })
    onSaved(undefined)
  }
  return {
    save: (body: Draft) =>
      reply
        ? update.mutate({ params: { id: reply.cannedReplyId }, body }, { onSuccess: () => kept(body) })
        : create.mutate({ body }, { onSuccess: ({ cannedReplyId }) => (kept(body), onSaved(cannedReplyId)) }),
    remove: () => reply && removal.mutate({ params: { id: reply.cannedReplyId } }, { onSuccess: () => gone(reply) }),
    busy: create.isPending || update.isPending || removal.isPending,
    error: create.error ?? update.error ?? removal.error,
  }
}
