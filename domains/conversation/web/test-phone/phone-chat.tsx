import { Button, Input } from 'antd'
import { Image, Mic } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ErrorNotice, ListSkeleton, toast } from '#kit/ui'
import type { PhoneMessageShape } from '../../contract/test-phone.ts'
import { conversationApi } from '../api.ts'
import { uploadAsContent } from '../composer/upload.ts'

interface Account {
  readonly channelId: string
  readonly name: string
  readonly kind: 'wechat' | 'wecom'
}

/** How soon an answer is seen on the phone. */
const LOOK_EVERY_MS = 1500

/** The chat on the customer's phone: what he sees of us, and what he can do. */
export function PhoneChat({ account }: { account: Account }) {
  const t = useText('conversation')
  const params = { id: account.channelId }
  const query = useQuery({ ...conversationApi.query('readTestChat', { params }), refetchInterval: LOOK_EVERY_MS })
  const refetch = [conversationApi.key('readTestChat')]
  const say = useCommand(conversationApi, 'sayOnTestPhone', { refetch })
  const takeBack = useCommand(conversationApi, 'takeBackOnTestPhone', { refetch })
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <ListSkeleton rows={3} />
  const { messages, sendsLeft } = query.data
  const error = say.error ?? takeBack.error
  return (
    <article className="phone-chat" aria-label={t('testPhone.phone', { name: account.name })}>
      <header className="row">
        <b className="grow">{account.name}</b>
        {sendsLeft !== null && (
          <Chip tone={sendsLeft === 0 ? 'bad' : 'neutral'} shape={sendsLeft === 0 ? 'late' : 'open'}>
            {t('testPhone.sendsLeft', { count: sendsLeft })}
          </Chip>
        )}
      </header>
      <Messages
        messages={messages}
        onTap={({ id, label }) => say.mutate({ params, body: { kind: 'text', text: label, choiceId: id } })}
        onTakeBack={
          account.kind === 'wecom' ? (messageId) => takeBack.mutate({ params, body: { messageId } }) : undefined
        }
      />
      <Writing
        busy={say.isPending}
        onText={(text) => say.mutate({ params, body: { kind: 'text', text } })}
        onPicture={(fileId) => say.mutate({ params, body: { kind: 'image', fileId } })}
        onVoice={(text, fileId) => say.mutate({ params, body: { kind: 'voice', text, ...(fileId ? { fileId } : {}) } })}
      />
      {error && <ErrorNotice error={error} />}
    </article>
  )
}

interface MessagesProps {
  readonly messages: readonly PhoneMessageShape[]
  readonly onTap: (choice: { id: string; label: string }) => void
  readonly onTakeBack: ((messageId: string) => void) | undefined
}

function Messages({ messages, onTap, onTakeBack }: MessagesProps) {
  const t = useText('conversation')
  const end = useRef<HTMLLIElement>(null)
  // Newer browsers answer scrollIntoView with a promise, which an effect must not hand on.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [messages.length])
  return (
    <ol role="log" aria-label={t('testPhone.chat')}>
      {messages.length === 0 && <li className="t2">{t('testPhone.empty')}</li>}
      {messages.map((message) => (
        <li key={message.id} className={message.mine ? 'own' : 'other'}>
          {message.recalled ? <span className="t2">{t('testPhone.recalled')}</span> : <Said message={message} />}
          {!message.recalled && message.choices.length > 0 && (
            <div className="phone-choices">
              {message.choices.map((choice) => (
                <Button key={choice.id} size="small" onClick={() => onTap(choice)}>
                  {choice.label}
                </Button>
              ))}
            </div>
          )}
          {onTakeBack && message.mine && !message.recalled && (
            <Button size="small" type="text" onClick={() => onTakeBack(message.id)}>
              {t('testPhone.takeBack')}
            </Button>
          )}
        </li>
      ))}
      <li ref={end} aria-hidden />
    </ol>
  )
}

function Said({ message: { kind, text, url } }: { message: PhoneMessageShape }) {
  const t = useText('conversation')
  if (url === null) return <span className="phone-text">{text}</span>
  if (kind === 'voice')
    return (
      <span className="phone-text row">
        <Mic aria-hidden size={14} strokeWidth={1.75} /> {text || t('content.voice')}
      </span>
    )
  if (kind === 'image') return <img src={url} alt={t('content.image')} />
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {kind === 'file' ? t('testPhone.file', { type: text }) : text || url}
    </a>
  )
}

interface WritingProps {
  readonly busy: boolean
  readonly onText: (text: string) => void
  readonly onPicture: (fileId: string) => void
  /** Without a file: a sample in place of a microphone. */
  readonly onVoice: (text: string, fileId?: string) => void
}

function Writing({ busy, onText, onPicture, onVoice }: WritingProps) {
  const t = useText('conversation')
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const upload = (file: File) =>
    void uploadAsContent(file).then(
      (content) => {
        if (content.type === 'image' && content.fileId) onPicture(content.fileId)
        if (content.type === 'voice' && content.fileId) onVoice(text.trim(), content.fileId)
      },
      ({ message }: Error) => toast({ text: message }),
    )
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        onText(text.trim())
        setText('')
      }}
    >
      <Button
        aria-label={t('testPhone.picture')}
        title={t('testPhone.picture')}
        icon={<Image aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        hidden
        type="file"
        accept="image/png,image/jpeg,audio/*,.amr"
        aria-label={t('testPhone.picture')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) upload(file)
          target.value = ''
        }}
      />
      <Input aria-label={t('testPhone.write')} value={text} onChange={({ target }) => setText(target.value)} />
      <Button
        aria-label={t('testPhone.voice')}
        title={t('testPhone.voice')}
        icon={<Mic aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => {
          onVoice(text.trim())
          setText('')
        }}
      />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('testPhone.send')}
      </Button>
    </form>
  )
}
