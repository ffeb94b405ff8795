import { Route } from 'lucide-react'
import { currentLocale, localName, registerLocale } from '#kit/i18n'
import { defineCommands, defineFinder, definePages, FOUND_MAX } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import { deliveryApi } from './api.ts'

registerLocale('delivery', { en, 'zh-CN': zh })

definePages({
  face: 'delivery',
  icon: Route,
  labelKey: 'delivery:face',
  shortcut: 'G L',
  routes: [
    {
      path: '/delivery/projects',
      titleKey: 'delivery:projects.title',
      may: 'delivery.project.read',
      nav: true,
      load: () => import('./projects/projects-page.tsx').then((m) => m.ProjectsPage),
    },
    {
      path: '/delivery/projects/$id',
      titleKey: 'delivery:project.title',
      may: 'delivery.project.read',
      load: () => import('./project/project-page.tsx').then((m) => m.ProjectPage),
    },
    {
      path: '/delivery/assessments',
      titleKey: 'delivery:assessments.title',
      may: 'delivery.assessment.read',
      nav: true,
      load: () => import('./assessments/assessments-page.tsx').then((m) => m.AssessmentsPage),
    },
    {
      path: '/delivery/assessments/$id',
      titleKey: 'delivery:assessment.title',
      may: 'delivery.assessment.read',
      load: () => import('./assessment/assessment-page.tsx').then((m) => m.AssessmentPage),
    },
  ],
})

defineCommands([
  {
    id: 'delivery.open-project',
    titleKey: 'delivery:newProject.title',
    icon: Route,
    may: 'delivery.project.edit',
    run: ({ go }) => go('/delivery/projects?new=1'),
  },
  {
    id: 'delivery.start-assessment',
    titleKey: 'delivery:newAssessment.title',
    icon: Route,
    may: 'delivery.assessment.edit',
    run: ({ go }) => go('/delivery/assessments?new=1'),
  },
])

defineFinder({
  id: 'delivery.projects',
  titleKey: 'delivery:projects.title',
  may: 'delivery.project.read',
  find: async (words, signal) => {
    const { items } = await deliveryApi.call.listProjects({ query: { text: words, limit: FOUND_MAX }, signal })
    return items.map(({ id, number, subject, customerName, customerAlias }) => ({
      id,
      title: `${number} ${subject}`,
      detail: localName(currentLocale(), customerName, customerAlias) ?? '',
      icon: Route,
      path: `/delivery/projects/${id}`,
    }))
  },
})
