/** The account's custom menu, read from and given to the platform; nothing of it is kept here. */
import type { Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import type { MenuEntry, MenuLeaf } from '../../contract/wechat.ts'
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import { callApi, TencentError, type ApiAnswer } from '../tencent/api.ts'
import { accountOf, asked, type Account } from './account.ts'
import { menuProblems, sentenceOf } from './menu-rules.ts'

const NO_MENU = 46003

type Button = Readonly<Record<string, unknown>>

export async function readMenu(parts: Parts, context: Context, channelId: string): Promise<MenuEntry[]> {
  const { api } = await accountOf(parts, context, channelId)
  const answer = await asked(callApi(api, '/cgi-bin/menu/get', undefined).catch(nothingWhereNone))
  return listIn(listIn({ menu: [answer['menu']] }, 'menu')[0] ?? {}, 'button').map(entryOf)
}

function nothingWhereNone(error: unknown): ApiAnswer {
  if (error instanceof TencentError && error.code === NO_MENU) return {}
  throw error
}

/** Refused with every limit of the platform that it breaks: menu-not-accepted. */
export async function publishMenu(
  parts: Parts,
  context: Context,
  channelId: string,
  entries: readonly MenuEntry[],
): Promise<void> {
  const account = await accountOf(parts, context, channelId)
  const problems = menuProblems(entries)
  if (problems.length > 0) {
    const told = problems.map((problem) => ({ path: problem.path, message: sentenceOf(problem) }))
    throw conversationRefusals.menuNotAccepted({ count: problems.length }, told)
  }
  await asked(callApi(account.api, '/cgi-bin/menu/create', { button: entries.map(buttonOf) }))
  await note(parts, context, account, 'publish_menu', { entries })
}

export async function deleteMenu(parts: Parts, context: Context, channelId: string): Promise<void> {
  const account = await accountOf(parts, context, channelId)
  await asked(callApi(account.api, '/cgi-bin/menu/delete', undefined))
  await note(parts, context, account, 'delete_menu', null)
}

function note({ database }: Parts, context: Context, { channelId }: Account, act: string, after: object | null) {
  const change = { action: `conversation.channel.${act}`, subject: `channel:${channelId}`, after }
  return database.withTenant(context, (tx) => audit(tx, context, change))
}

function buttonOf(entry: MenuEntry): Button {
  const { name } = entry
  if (entry.kind === 'group') return { name, sub_button: entry.entries.map(buttonOf) }
  if (entry.kind === 'click') return { type: 'click', name, key: entry.key }
  if (entry.kind === 'view') return { type: 'view', name, url: entry.url }
  if (entry.kind === 'other') return { ...entry.button, name }
  return { type: 'miniprogram', name, appid: entry.appId, pagepath: entry.pagePath, url: entry.url }
}

function entryOf(button: Button): MenuEntry {
  const inside = listIn(button, 'sub_button')
  if (inside.length > 0) return { kind: 'group', name: textIn(button, 'name'), entries: inside.map(leafOf) }
  return leafOf(button)
}

function leafOf(button: Button): MenuLeaf {
  const name = textIn(button, 'name')
  switch (button['type']) {
    case 'click':
      return { kind: 'click', name, key: textIn(button, 'key') }
    case 'view':
      return { kind: 'view', name, url: textIn(button, 'url') }
    case 'miniprogram': {
      const [appId, pagePath, url] = [textIn(button, 'appid'), textIn(button, 'pagepath'), textIn(button, 'url')]
      return { kind: 'miniprogram', name, appId, pagePath, url }
    }
    default:
      return { kind: 'other', name, button: { ...button } }
  }
}

function listIn(value: Button, name: string): readonly Button[] {
  const list = value[name]
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : []
}

function textIn(value: Button, name: string): string {
  const text = value[name]
  return typeof text === 'string' ? text : ''
}
