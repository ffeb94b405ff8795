import { expect, test } from 'vitest'
import { reachIn } from './offer.ts'

test.each([
  { text: '打印机坏了，回电 138 0013 8000', reach: '138 0013 8000', because: 'a number may be written in groups' },
  { text: 'Mail li.wen@hengtai.example, thanks', reach: 'li.wen@hengtai.example', because: 'an address reaches, too' },
  { text: '电话１３８００１３８０００', reach: '13800138000', because: 'full width is the same number' },
  { text: '3 楼打印机 2 号', reach: null, because: 'a floor is no number to call' },
])('$text: $because', ({ text, reach }) => {
  expect(reachIn(text)).toBe(reach)
})
