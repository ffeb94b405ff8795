import { expect, test } from 'vitest'
import { localName } from './names.ts'

test.each([
  { locale: 'en', name: '恒泰银行', alias: 'Hengtai Bank', shown: 'Hengtai Bank', because: 'the page is English' },
  { locale: 'zh-CN', name: '恒泰银行', alias: 'Hengtai Bank', shown: '恒泰银行', because: 'the page is Chinese' },
  {
    locale: 'zh-CN',
    name: 'Hengtai Bank',
    alias: '恒泰银行',
    shown: '恒泰银行',
    because: 'the alias is the Chinese one',
  },
  { locale: 'en', name: 'Acme', alias: 'Acme Group', shown: 'Acme', because: 'the name can be read already' },
  { locale: 'en', name: '恒泰银行', alias: '恒泰', shown: '恒泰银行', because: 'the alias is no other language' },
  { locale: 'en', name: '恒泰银行', alias: null, shown: '恒泰银行', because: 'there is no alias' },
  { locale: 'en', name: null, alias: null, shown: null, because: 'there is nobody' },
] as const)('$name ($alias) in $locale reads $shown: $because', ({ locale, name, alias, shown }) => {
  expect(localName(locale, name, alias)).toBe(shown)
})
