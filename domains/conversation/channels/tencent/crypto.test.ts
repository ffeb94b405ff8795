import fc from 'fast-check'
import { expect, test } from 'vitest'
import WXBizMsgCrypt from 'wechat-crypto'
import { decrypt, encrypt, isSignedBy, signatureOf } from './crypto.ts'

const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const APP = 'wx5823bf96d3bd56c7'
const outside = new WXBizMsgCrypt('token', KEY, APP)

test('what we encrypt an outside implementation opens, and the other way round', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
      const xml = `<xml>${words}</xml>`
      expect(outside.decrypt(encrypt(KEY, APP, xml))).toEqual({ message: xml, id: APP })
      expect(decrypt(KEY, APP, outside.encrypt(xml))).toBe(xml)
    }),
  )
})

test('signatures agree with the outside implementation', () => {
  expect(outside.getSignature('1772000000', 'n0nce', 'encrypted')).toBe(
    signatureOf('token', '1772000000', 'n0nce', 'encrypted'),
  )
})

test.each([
  { because: 'it is for another account', sealed: encrypt(KEY, 'wxother', '<xml/>') },
  { because: 'it is no message at all', sealed: 'AAAA' },
  { because: 'it is empty', sealed: '' },
  { because: 'it was cut', sealed: encrypt(KEY, APP, 'a long message '.repeat(9)).slice(0, 88) },
])('is not opened: $because', ({ sealed }) => {
  expect(decrypt(KEY, APP, sealed)).toBeUndefined()
})

test('a changed byte is always noticed by the signature', () => {
  const sealed = encrypt(KEY, APP, '<xml>你好</xml>')
  const signature = signatureOf('token', '1', '2', sealed)
  for (let place = 0; place < sealed.length - 1; place++) {
    const changed = `${sealed.slice(0, place)}${sealed[place] === 'A' ? 'B' : 'A'}${sealed.slice(place + 1)}`
    expect(isSignedBy(signature, 'token', '1', '2', changed)).toBe(false)
  }
})
