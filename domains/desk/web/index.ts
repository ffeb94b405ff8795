import { Bug, TicketCheck } from 'lucide-react'
import { currentLocale, localName, registerLocale } from '#kit/i18n'
import { defineCommands, defineFinder, definePages, FOUND_MAX } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import { deskApi } from './api.ts'

registerLocale('desk', { en, 'zh-CN': zh })

definePages({
  face: 'desk',
  icon: TicketCheck,
  labelKey: 'desk:face',
  shortcut: 'G D',
  routes: [
    {
      path: '/desk/incidents',
      titleKey: 'desk:incidents.title',
      may: 'desk.incident.read',
      nav: true,
      load: () => import('./incidents-page.tsx').then((m) => m.IncidentsPage),
    },
    {
      path: '/desk/incidents/$id',
      titleKey: 'desk:incident.title',
      may: 'desk.incident.read',
      load: () => import('./incident/incident-page.tsx').then((m) => m.IncidentPage),
    },
    {
      path: '/desk/problems',
      titleKey: 'desk:problems.title',
      may: 'desk.problem.read',
      nav: true,
      load: () => import('./problems-page.tsx').then((m) => m.ProblemsPage),
    },
    {
      path: '/desk/assignment',
      titleKey: 'desk:assignment.title',
      may: 'desk.configure',
      nav: true,
      load: () => import('./assign/assignment-page.tsx').then((m) => m.AssignmentPage),
    },
    {
      path: '/desk/problems/$id',
      titleKey: 'desk:problem.title',
      may: 'desk.problem.read',
      load: () => import('./problem/problem-page.tsx').then((m) => m.ProblemPage),
    },
  ],
})

defineCommands([
  {
    id: 'desk.open-incident',
    titleKey: 'desk:newIncident.title',
    icon: TicketCheck,
    may: 'desk.incident.open',
    run: ({ go }) => go('/desk/incidents?new=1'),
  },
])

defineFinder({
  id: 'desk.incidents',
  titleKey: 'desk:incidents.title',
  may: 'desk.incident.read',
  find: async (words, signal) => {
    const { items } = await deskApi.call.listIncidents({ query: { text: words, limit: FOUND_MAX }, signal })
    return items.map(({ id, number, subject, customerName, customerAlias }) => ({
      id,
      title: `${number} ${subject}`,
      detail: localName(currentLocale(), customerName, customerAlias) ?? '',
      icon: TicketCheck,
      path: `/desk/incidents/${id}`,
    }))
  },
})

defineFinder({
  id: 'desk.problems',
  titleKey: 'desk:problems.title',
  may: 'desk.problem.read',
  find: async (words, signal) => {
    const { items } = await deskApi.call.listProblems({ query: { text: words, limit: FOUND_MAX }, signal })
    return items.map(({ id, number, subject }) => ({
      id,
      title: `${number} ${subject}`,
      icon: Bug,
      path: `/desk/problems/${id}`,
    }))
  },
})
