import { Play } from 'lucide-react'
import { registerLocale } from '#kit/i18n'
import { definePages } from '#kit/slots'
import en from '../../story/locale/en.json' with { type: 'json' }
import zh from '../../story/locale/zh-CN.json' with { type: 'json' }

registerLocale('story', { en, 'zh-CN': zh })

definePages({
  face: 'story',
  place: 'none',
  icon: Play,
  labelKey: 'story:title',
  routes: [
    {
      path: '/story',
      titleKey: 'story:title',
      may: 'flows.story.play',
      nav: true,
      load: () => import('./story-page.tsx').then((m) => m.StoryPage),
    },
  ],
})
