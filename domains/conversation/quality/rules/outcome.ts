/** How it ended. */
import { failed, NOT_APPLICABLE, passed, type Rule } from '../rule.ts'

export const summarised: Rule = {
  name: 'summarised',
  usual: { on: true, weight: 5, fatal: false, limit: null, phrases: [] },
  judge({ handOvers }) {
    if (handOvers.length === 0) return NOT_APPLICABLE
    const bare = handOvers.filter((one) => !one.summarised)
    return bare.length === 0 ? passed(handOvers.map(({ seq }) => seq)) : failed(bare.map(({ seq }) => seq))
  },
}

export const goodRating: Rule = {
  name: 'good_rating',
  usual: { on: true, weight: 5, fatal: false, limit: 4, phrases: [] },
  judge({ rating }, { limit }) {
    if (rating === null) return NOT_APPLICABLE
    const evidence = rating.seq === null ? [] : [rating.seq]
    return rating.value >= (limit ?? 0) ? passed(evidence) : failed(evidence)
  },
}
