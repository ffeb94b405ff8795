import { expect, test } from 'vitest'
import { amountInWords } from './amount-in-words.ts'

test.each([
  [4480600n, '人民币 肆万肆仟捌佰零陆元整'],
  [0n, '人民币 零元整'],
  [5n, '人民币 伍分'],
  [50n, '人民币 伍角整'],
  [100_0005n, '人民币 壹万元零伍分'],
  [10_000_000_00n, '人民币 壹仟万元整'],
  [100_010_001_10n, '人民币 壹亿零壹万零壹元壹角整'],
  [1_234_567_89n, '人民币 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
])('%d fen', (fen, words) => {
  expect(amountInWords(fen)).toBe(words)
})
