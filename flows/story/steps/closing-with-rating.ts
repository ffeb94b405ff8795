import { eventually } from '../stage/eventually.ts'
import { met, type Stage, type StoryStep } from '../step.ts'
import { openAccount } from '../wechat/account.ts'
import { choicesOf, messagesSince, openPhone } from '../wechat/phone.ts'
import { readNumbers } from '../numbers.ts'

/** 5: Li Wen taps "5, very good"; the incident closes and the indicators move. */
export const closingWithRating: StoryStep = {
  name: 'closingWithRating',
  file: 'flows/closing-with-rating.ts',
  play: async (stage: Stage) => {
    const { parts, context, people, run, facts, before } = stage
    const best = await eventually('survey on WeChat', () => bestChoice(stage))
    const account = await openAccount(parts, context, await people.as('administrator'))
    await openPhone(parts, context, account, run.number).tap(9, best)
    await eventually('closed incident', async () => {
      const { incident } = await parts.desk.getIncident(context, met(facts(), 'incidentId'))
      return incident.state === 'closed' ? true : undefined
    })
    await eventually('counted rating', async () => {
      const { rated } = await readNumbers(parts, context, facts())
      return rated === before['rated'] ? undefined : true
    })
  },
}

async function bestChoice({ parts, context, run, facts }: Stage) {
  const messages = await parts.database.withTenant(context, (tx) => messagesSince(tx, run.startedAt))
  const wanted = `rating:${met(facts(), 'conversationId')}:5`
  return messages.flatMap(choicesOf).find(({ id }) => id === wanted)
}
