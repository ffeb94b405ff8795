import { Readable } from 'node:stream'
import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import { testPhoneContract } from '../contract/test-phone.ts'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import { findAccount, openAccounts, setUpAccount, type TestAccount } from './account.ts'
import { lastMessages } from './message.ts'
import { say, takeBack, type Said } from './phone.ts'
import { sampleVoice } from './sample-voice.ts'
import { sendsLeft } from './sends-left.ts'
import { shownOnPhone } from './shown.ts'

const LINK_SECONDS = 3600

export function testPhoneRoutes(parts: Parts): RouteSet {
  const accountOf = async ({ tenantId }: Context, channelId: string): Promise<TestAccount> => {
    const account = await findAccount(parts, tenantId, channelId)
    if (!account) throw conversationRefusals.channelNotFound()
    return account
  }
  return routes(testPhoneContract, {
    listTestAccounts: async ({ context }) => ({ items: await openAccounts(parts, context) }),
    setUpTestAccount: async ({ body, context }) => ({ channelId: await setUpAccount(parts, context, body) }),
    readTestChat: async ({ params, context }) => chatOf(parts, context, await accountOf(context, params.id)),
    sayOnTestPhone: async ({ params, body, context }) => {
      const account = await accountOf(context, params.id)
      await say(account, await withFile(parts, context, body))
      return chatOf(parts, context, account)
    },
    takeBackOnTestPhone: async ({ params, body, context }) => {
      const account = await accountOf(context, params.id)
      if (!(await takeBack(account, body.messageId))) throw conversationRefusals.notRecallable()
      return chatOf(parts, context, account)
    },
  })
}

type Asked =
  | Exclude<Said, { kind: 'voice' }>
  | { readonly kind: 'voice'; readonly text: string; readonly fileId?: string | undefined }

/** Files that the phone sends are there; a voice without one is a sample. */
async function withFile({ files }: Parts, context: Context, asked: Asked): Promise<Said> {
  if (asked.kind === 'text') return asked
  if (asked.kind === 'voice' && asked.fileId === undefined) {
    const content = Readable.from([sampleVoice(asked.text)])
    const { id } = await files.keep(context, { name: 'voice.amr', purpose: 'attachment', content })
    return { ...asked, fileId: id }
  }
  const { id } = await files.get(context, asked.fileId!)
  return { ...asked, fileId: id }
}

async function chatOf({ files }: Parts, context: Context, account: TestAccount) {
  const linkOf = (mediaId: string): string => files.link(context, mediaId, LINK_SECONDS)
  const wire = await lastMessages(account)
  return {
    messages: wire.flatMap((message) => shownOnPhone(message, linkOf) ?? []),
    sendsLeft: (await sendsLeft(account)) ?? null,
  }
}
