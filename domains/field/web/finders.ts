import { Package, Wrench } from 'lucide-react'
import { nowMs } from '#kit/data'
import { currentLocale, i18n, isoInZone, localName } from '#kit/i18n'
import { defineFinder, FOUND_MAX, type Found } from '#kit/slots'
import { fieldApi, type Visit } from './api.ts'

const dayOf = (at: number | string): string => isoInZone(at).slice(0, 10)

/** A dispatcher finds every visit and sees it on the board of its day; a technician finds those of today. */
defineFinder({
  id: 'field.visits',
  titleKey: 'field:found.visits',
  may: ['field.plan.make', 'field.visit.do'],
  find: async (text, signal, may) => {
    if (!may('field.plan.make')) return ofToday(text, signal)
    const { items } = await fieldApi.call.findVisits({ query: { text, limit: FOUND_MAX }, signal })
    return items.map((visit) => {
      const day = visit.startsAt === null ? '' : `day=${dayOf(visit.startsAt)}&`
      return lineOf(visit, `/field/board?${day}visit=${visit.visitId}`)
    })
  },
})

async function ofToday(text: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await fieldApi.call.myVisits({ query: { day: dayOf(nowMs()) }, signal })
  const lines = items.map((visit) => lineOf(visit, `/field/my-day/${visit.visitId}`))
  return lines.filter(({ title, detail }) => `${title} ${detail}`.toLowerCase().includes(text.toLowerCase()))
}

function lineOf({ visitId, number, subject, customerName, customerAlias }: Visit, path: string): Found {
  const detail = localName(currentLocale(), customerName, customerAlias) ?? ''
  return { id: visitId, title: `${number} ${subject}`, detail, icon: Wrench, path }
}

defineFinder({
  id: 'field.parts',
  titleKey: 'field:found.parts',
  may: 'field.stock.read',
  find: async (text, signal) => {
    const { items } = await fieldApi.call.findParts({ query: { text, limit: FOUND_MAX }, signal })
    return items.map(({ code, name, nameEn, free }) => ({
      id: code,
      title: `${code} ${currentLocale() === 'en' ? nameEn : name}`,
      detail: i18n.t('field:found.free', { free }),
      icon: Package,
      path: `/field/stock?part=${encodeURIComponent(code)}`,
    }))
  },
})
