import { RIGHTS, type Right } from '../../contract/right.ts'
import { field, type XmlFields } from '../tencent/xml.ts'

/** A menu that only leads to a page, or what happens without the customer, gives no right. */
const ACTS = new Set(['CLICK', 'scancode_push', 'scancode_waitmsg', 'subscribe', 'SCAN'])

/** The right to answer that a callback gives. A choice in a message counts as a menu, though it comes as words. */
export function rightOf(fields: XmlFields): Right | undefined {
  if (field(fields, 'MsgType') === 'event') return ACTS.has(field(fields, 'Event')) ? RIGHTS.acted : undefined
  return field(fields, 'bizmsgmenuid') === '' ? RIGHTS.wrote : RIGHTS.acted
}
