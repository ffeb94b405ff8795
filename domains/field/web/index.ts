import { Wrench } from 'lucide-react'
import { onLeave } from '#kit/data'
import { registerLocale } from '#kit/i18n'
import { defineCommands, definePages } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import './finders.ts'
import { removeShell } from './offline/shell.ts'

registerLocale('field', { en, 'zh-CN': zh })

onLeave(removeShell)

definePages({
  face: 'field',
  icon: Wrench,
  labelKey: 'field:face',
  shortcut: 'G F',
  routes: [
    {
      path: '/field/board',
      titleKey: 'field:board.title',
      may: 'field.plan.make',
      nav: true,
      load: () => import('./board/board-page.tsx').then((m) => m.BoardPage),
    },
    {
      path: '/field/my-day',
      titleKey: 'field:day.title',
      may: 'field.visit.do',
      nav: true,
      load: () => import('./phone/pages.ts').then((m) => m.MyDay),
    },
    {
      path: '/field/my-day/$id',
      titleKey: 'field:visit.title',
      may: 'field.visit.do',
      load: () => import('./phone/pages.ts').then((m) => m.VisitPage),
    },
    {
      path: '/field/stock',
      titleKey: 'field:stock.title',
      may: 'field.stock.read',
      nav: true,
      load: () => import('./stock/stock-page.tsx').then((m) => m.StockPage),
    },
    {
      path: '/track/$token',
      titleKey: 'field:track.title',
      public: true,
      load: () => import('./track/track-page.tsx').then((m) => m.TrackPage),
    },
  ],
})

defineCommands([
  {
    id: 'field.board',
    titleKey: 'field:board.open',
    may: 'field.plan.make',
    run: ({ go }) => go('/field/board'),
  },
])
