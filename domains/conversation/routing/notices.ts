import { z } from 'zod'
import { defineNotification } from '#engine/notify'

export const missedOfferNotice = defineNotification({
  kind: 'conversation.missed_offer',
  params: z.object({ name: z.string() }),
  mail: false,
  en: {
    label: 'I am set to away, because I missed an offer',
    title: 'You were set to away: {name} was not accepted in time',
    body: '',
  },
  'zh-CN': { label: '没接来客，我被设为离开', title: '{name} 没有及时接，你被设为离开', body: '' },
})
