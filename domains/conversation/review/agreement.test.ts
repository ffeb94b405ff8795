import { expect, test } from 'vitest'
import { agreementOf, type Pair } from './agreement.ts'

function times(count: number, pair: Pair): Pair[] {
  return Array.from({ length: count }, () => pair)
}

test.each([
  {
    pairs: [
      ...times(20, ['passed', 'passed']),
      ...times(15, ['failed', 'failed']),
      ...times(5, ['passed', 'failed']),
      ...times(10, ['failed', 'passed']),
    ],
    kappa: 0.4,
    share: 0.7,
    because: 'the textbook says so',
  },
  { pairs: times(9, ['passed', 'passed']), kappa: null, share: 1, because: 'chance alone would agree as well' },
  {
    pairs: [...times(5, ['passed', 'failed']), ...times(5, ['failed', 'passed'])],
    kappa: -1,
    share: 0,
    because: 'they never agree, and chance would half of the time',
  },
  { pairs: [] as Pair[], kappa: null, share: null, because: 'nothing was judged by both' },
])('$share and $kappa: $because', ({ pairs, kappa, share }) => {
  const found = agreementOf(pairs)
  expect(found.share).toBe(share)
  if (kappa === null) expect(found.kappa).toBeNull()
  else expect(found.kappa).toBeCloseTo(kappa)
})
