import { describe, expect, it } from 'vitest'
import { matches, type Offer } from './offers.ts'

const offer: Offer = { id: '/desk/changes', group: 'Go to', title: '变更', detail: 'Service desk', run: () => {} }

describe('the command palette', () => {
  it.each([
    ['', true, 'nothing typed offers everything'],
    ['变', true, 'part of the title'],
    ['DESK', true, 'the face, whatever its case'],
    ['chan', true, 'the address, so that English words find Chinese pages'],
    ['变 desk', true, 'every word somewhere'],
    ['变 field', false, 'one word that is nowhere'],
  ])('"%s" matches: %s, because %s', (words, expected) => {
    expect(matches(offer, words)).toBe(expected)
  })
})
