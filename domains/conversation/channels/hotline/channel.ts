/** A telephone number at a provider that speaks as Twilio does: voice webhooks answered by TwiML, and its REST API. */
import { Refusal } from '#engine/kernel'
import { isAttachment } from '../../thread/content.ts'
import { plainText } from '../../thread/plain-text.ts'
import { defineChannel, type HookRequest, type Outbound, type Reading, type SendOutcome } from '../channel.ts'
import { answerProvider } from './answer.ts'
import { ProviderError, readAccount, readRecording, sendText, type HotlineConnection } from './api.ts'
import { hotlineSettings, type HotlineSettings } from './settings.ts'
import { isForm, signedUrl } from './signature.ts'

export const hotlineChannel = defineChannel<HotlineSettings>({
  kind: 'hotline',
  settings: hotlineSettings,
  secrets: ['authToken'],
  capabilities: {
    // What is written reaches the caller as a text message on his phone.
    sends: ['text', 'link'],
    textBytesMax: 1600,
    showsQueue: true,
    idempotentSend: false,
    recallMinutes: 0,
  },
  read,
  converse: (request, at) => {
    const url = signedUrl(request, at.connection.settings.authToken, at.connection.settings.publicUrl)
    return answerProvider(request, at, url ?? request.url)
  },
  send,
  fetchMedia: ({ mediaId = '' }, connection) => readRecording(connection, mediaId),
  check: async (connection) => {
    try {
      return { outcome: 'connected', detail: await readAccount(connection) }
    } catch (error) {
      if (error instanceof ProviderError || error instanceof Refusal)
        return { outcome: 'failed', detail: error.message }
      throw error
    }
  },
})

function read(request: HookRequest, { settings }: HotlineConnection): Reading {
  if (signedUrl(request, settings.authToken, settings.publicUrl) === undefined) return { outcome: 'refused' }
  const form = new URLSearchParams(isForm(request) ? request.body : '')
  const names = form.has('CallSid') || form.has('RecordingSid') || form.has('ConferenceSid')
  if (request.method === 'POST' && names) return { outcome: 'asked' }
  const body = request.body === '' ? request.url : request.body
  return { outcome: 'unreadable', reason: 'no_call', body, answer: { status: 200, body: '' } }
}

async function send({ externalId, content }: Outbound, connection: HotlineConnection): Promise<SendOutcome> {
  const to = externalId.split('#')[0]!
  if (isAttachment(content) || !/^\+?\d{3,20}$/.test(to)) {
    return { outcome: 'failed', reason: 'unreachable', detail: 'no number to write to' }
  }
  try {
    return { outcome: 'sent', platformId: await sendText(connection, to, plainText(content)) }
  } catch (error) {
    if (error instanceof ProviderError) return outcomeOf(error)
    if (error instanceof Refusal) return { outcome: 'failed', reason: 'uncertain', detail: error.code }
    throw error
  }
}

function outcomeOf({ status, message }: ProviderError): SendOutcome {
  if (status === 429 || status >= 500) return { outcome: 'later', reason: message }
  if (status === 401 || status === 403) return { outcome: 'failed', reason: 'credentials', detail: message }
  return { outcome: 'failed', reason: 'refused', detail: message }
}
