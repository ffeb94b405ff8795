import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveKey, openSecretBox } from './secret-box.ts'

const OLD = 'a master secret of the past, long enough'
const NEW = 'the master secret of today, long enough'
const box = openSecretBox([NEW])

test('what is sealed opens again, at its place only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
      const sealed = box.seal(text, place)
      expect(sealed).toMatch(/^v1\.[\da-f]{8}\.[\w-]+$/)
      expect(box.open(sealed, place)).toBe(text)
      expect(() => box.open(sealed, `${place}!`)).toThrow('altered or belongs elsewhere')
    }),
  )
})

test('one altered byte is found', () => {
  const sealed = box.seal('whsec_secret', 'place')
  const [format, keyId, payload = ''] = sealed.split('.')
  const bytes = Buffer.from(payload, 'base64url')
  for (let index = 0; index < bytes.length; index++) {
    const altered = Buffer.from(bytes)
    altered[index]! ^= 1
    expect(() => box.open(`${format}.${keyId}.${altered.toString('base64url')}`, 'place')).toThrow('altered')
  }
})

test('the same text is never sealed to the same bytes', () => {
  expect(box.seal('x', 'p')).not.toBe(box.seal('x', 'p'))
})

test('a replaced master secret still opens and says what to seal again', () => {
  const before = openSecretBox([OLD]).seal('token', 'place')
  const both = openSecretBox([NEW, OLD])
  expect(both.open(before, 'place')).toBe('token')
  expect([both.isOutdated(before), both.isOutdated(both.seal('token', 'place'))]).toEqual([true, false])
  expect(() => box.open(before, 'place')).toThrow('another master secret')
})

test('keys of different purposes differ', () => {
  expect(deriveKey(NEW, 'file links').equals(deriveKey(NEW, 'secret box'))).toBe(false)
})
