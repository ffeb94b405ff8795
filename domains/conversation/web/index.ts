import { MessagesSquare } from 'lucide-react'
import { useLive, useMay, useQuery, useSession } from '#kit/data'
import { registerLocale } from '#kit/i18n'
import { defineCommands, definePages } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import qualityEn from '../quality/locale/en.json' with { type: 'json' }
import qualityZh from '../quality/locale/zh-CN.json' with { type: 'json' }
import { conversationApi } from './api.ts'
import './assist/index.ts'
import './finder.ts'

registerLocale('conversation', { en, 'zh-CN': zh })
registerLocale('quality', { en: qualityEn, 'zh-CN': qualityZh })

const desk = () => import('./desk/desk-page.tsx').then((m) => m.DeskPage)

definePages({
  face: 'conversation',
  icon: MessagesSquare,
  labelKey: 'conversation:face',
  shortcut: 'G C',
  useBadge: useUnanswered,
  routes: [
    { path: '/conversation', titleKey: 'conversation:desk.title', may: 'conversation.read', nav: true, load: desk },
    { path: '/conversation/$id', titleKey: 'conversation:desk.title', may: 'conversation.read', load: desk },
    {
      path: '/conversation/supervision',
      titleKey: 'conversation:supervision.title',
      may: 'conversation.supervise',
      nav: true,
      load: () => import('./supervision/supervision-page.tsx').then((m) => m.SupervisionPage),
    },
    {
      path: '/conversation/follow-up',
      titleKey: 'quality:followUp.title',
      may: 'conversation.follow-up',
      nav: true,
      load: () => import('./follow-up/follow-up-page.tsx').then((m) => m.FollowUpPage),
    },
    {
      path: '/conversation/quality',
      titleKey: 'quality:title',
      may: 'conversation.report.read',
      nav: true,
      load: () => import('./quality/quality-page.tsx').then((m) => m.QualityPage),
    },
    {
      path: '/conversation/figures',
      titleKey: 'quality:report.title',
      may: 'conversation.report.read',
      nav: true,
      load: () => import('./figures/figures-page.tsx').then((m) => m.FiguresPage),
    },
    {
      path: '/conversation/replies',
      titleKey: 'conversation:replies.title',
      may: 'conversation.serve',
      nav: true,
      load: () => import('./replies/replies-page.tsx').then((m) => m.RepliesPage),
    },
    {
      path: '/conversation/queues',
      titleKey: 'quality:queue.title',
      may: 'conversation.configure',
      nav: true,
      load: () => import('./queues/queues-page.tsx').then((m) => m.QueuesPage),
    },
    {
      path: '/conversation/words',
      titleKey: 'quality:words.title',
      may: 'conversation.supervise',
      nav: true,
      load: () => import('./sensitive/words-page.tsx').then((m) => m.WordsPage),
    },
    {
      path: '/conversation/channels',
      titleKey: 'conversation:channels.title',
      may: 'conversation.configure',
      nav: true,
      load: () => import('./channels/channels-page.tsx').then((m) => m.ChannelsPage),
    },
    {
      path: '/conversation/telephone',
      titleKey: 'conversation:telephone.title',
      may: 'conversation.configure',
      nav: true,
      load: () => import('./telephone/telephone-page.tsx').then((m) => m.TelephonePage),
    },
    {
      path: '/conversation/test-phone',
      titleKey: 'conversation:testPhone.title',
      may: 'conversation.configure',
      nav: true,
      load: () => import('./test-phone/test-phone-page.tsx').then((m) => m.TestPhonePage),
    },
  ],
})

defineCommands([
  {
    id: 'conversation.next',
    titleKey: 'conversation:queue.takeNext',
    icon: MessagesSquare,
    may: 'conversation.serve',
    run: ({ go }) => {
      void conversationApi.call.takeNext().then(
        ({ conversationId }) => go(`/conversation/${conversationId}`),
        () => go('/conversation?view=queue'),
      )
    },
  },
])

/** Customers who have written to me and have not been read. */
function useUnanswered(): number | undefined {
  const { user } = useSession()
  const serves = useMay()('conversation.read')
  const { data } = useQuery({ ...conversationApi.query('countInbox'), enabled: serves })
  useLive(serves ? [`conversation.inbox:${user.id}`] : [], {
    refetch: [conversationApi.key('countInbox')],
    aside: true,
  })
  return data?.mineUnread
}
