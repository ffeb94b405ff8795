import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import { testPhoneContract } from '../contract/test-phone.ts'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import { findAccount, openAccounts, setUpAccount, type TestAccount } from './account.ts'
import { lastMessages, sentSinceLast } from './message.ts'
import { say, takeBack } from './phone.ts'
import { QUOTA } from './platform.ts'
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
      if (body.kind === 'image') await parts.files.get(context, body.fileId)
      await say(account, body)
      return chatOf(parts, context, account)
    },
    takeBackOnTestPhone: async ({ params, body, context }) => {
      const account = await accountOf(context, params.id)
      if (!(await takeBack(account, body.messageId))) throw conversationRefusals.notRecallable()
      return chatOf(parts, context, account)
    },
  })
}

async function chatOf({ files }: Parts, context: Context, account: TestAccount) {
  const linkOf = (mediaId: string): string => files.link(context, mediaId, LINK_SECONDS)
  const wire = await lastMessages(account)
  const sent = await sentSinceLast(account)
  return {
    messages: wire.flatMap((message) => shownOnPhone(message, linkOf) ?? []),
    sendsLeft: sent === undefined ? null : Math.max(0, QUOTA - sent),
  }
}
