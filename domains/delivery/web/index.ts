import { Route } from 'lucide-react'
import { registerLocale } from '#kit/i18n'
import { defineCommands, definePages } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }

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
