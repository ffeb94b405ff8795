import { expect, test } from 'vitest'
import { assertEmbeddable } from './origins.ts'

const host = 'service.example'
const origins = ['https://shop.example/start', 'https://intranet.example:8443']

test.each([
  { origins: [], from: { origin: 'https://anywhere.example' }, ok: true, because: 'no site is named, so any may' },
  {
    origins,
    from: { origin: 'https://service.example', page: 'https://shop.example' },
    ok: true,
    because: 'a site of the list, whatever path was typed',
  },
  { origins, from: { origin: 'https://service.example' }, ok: true, because: 'our own page, opened by itself' },
  { origins, from: {}, ok: true, because: 'no browser: an app has no site' },
  { origins, from: { page: 'https://intranet.example' }, ok: false, because: 'another port is another site' },
  { origins, from: { page: 'https://shop.example.evil.example' }, ok: false, because: 'the name only begins alike' },
  { origins, from: { origin: 'https://evil.example' }, ok: false, because: 'a script on a foreign page' },
  { origins, from: { origin: 'null' }, ok: false, because: 'a sandboxed frame hides where it is' },
])('$because', ({ origins: allowed, from, ok }) => {
  const check = () => assertEmbeddable({ origins: allowed }, { host, ...from })
  if (ok) expect(check).not.toThrow()
  else expect(check).toThrow('conversation.origin-not-allowed')
})
