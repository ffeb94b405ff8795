/**
 * What WeChat lets people share: cards, mini programs, channels, chat records. It is shown with WeChat's own words for
 * it, as the customer sees it in his chat.
 */
import { TEXT_MAX } from '../../thread/content.ts'
import { list, part, text, type Part, type WireMessage } from './wire.ts'

export function asCard(message: WireMessage): unknown {
  const body = part(message, message.msgtype)
  switch (message.msgtype) {
    case 'business_card':
      return card('名片', '', [['ID', text(body, 'userid')]])
    case 'miniprogram':
      return card('小程序', text(body, 'title'), [
        ['AppID', text(body, 'appid')],
        ['页面', text(body, 'pagepath')],
      ])
    case 'channels':
      return card('视频号', text(body, 'title'), [['作者', text(body, 'nickname')]])
    case 'channels_shop_product':
      return card('视频号商品', text(body, 'title'), [
        ['商品', text(body, 'product_id')],
        ['价格', yuan(text(body, 'sales_price'))],
        ['店铺', text(body, 'shop_nickname')],
      ])
    case 'channels_shop_order':
      return card('视频号订单', text(body, 'product_titles'), [
        ['订单', text(body, 'order_id')],
        ['金额', text(body, 'price_wording')],
        ['状态', text(body, 'state')],
        ['店铺', text(body, 'shop_nickname')],
      ])
    case 'msgmenu':
      return plain([text(body, 'head_content'), ...list(body, 'list').map(itemOf), text(body, 'tail_content')])
    case 'merged_msg':
      return plain([`[聊天记录] ${text(body, 'title')}`, ...list(body, 'item').map(recordOf)])
    case 'note':
      return plain(['[笔记]'])
    default:
      return undefined
  }
}

function card(kind: string, title: string, lines: readonly (readonly [string, string])[]) {
  return {
    type: 'card',
    title: `[${kind}] ${title}`.trim().slice(0, 200),
    lines: lines.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value: value.slice(0, 200) })),
  }
}

function plain(lines: readonly string[]) {
  return { type: 'text', text: lines.filter(Boolean).join('\n').slice(0, TEXT_MAX) }
}

function itemOf(item: Part): string {
  return text(part(item, text(item, 'type')), 'content')
}

/** One entry of a forwarded chat: its own message is JSON inside the JSON. */
function recordOf(item: Part): string {
  const inner = parsed(text(item, 'msg_content'))
  const type = text(inner, 'msgtype')
  const said = text(part(inner, type), 'content') || text(part(inner, type), 'title') || `[${type || '?'}]`
  return `${text(item, 'sender_name')}: ${said}`
}

function parsed(json: string): Part {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Part) : {}
  } catch {
    return {}
  }
}

/** Prices come in fen. */
function yuan(fen: string): string {
  return /^\d+$/.test(fen) ? `¥${fen.padStart(3, '0').replace(/(\d\d)$/, '.$1')}` : fen
}
