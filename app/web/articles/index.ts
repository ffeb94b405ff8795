import { BookOpen } from 'lucide-react'
import { currentLocale } from '#kit/i18n'
import { defineFinder, definePages, FOUND_MAX } from '#kit/slots'
import { knowledgeApi } from './api.ts'

definePages({
  face: 'articles',
  place: 'none',
  icon: BookOpen,
  labelKey: 'app:article.found',
  routes: [
    {
      path: '/articles/$id',
      titleKey: 'app:article.title',
      may: 'engine.articles.read',
      load: () => import('./article-page.tsx').then((m) => m.ArticlePage),
    },
  ],
})

/** Published articles, by what they answer. */
defineFinder({
  id: 'articles',
  titleKey: 'app:article.found',
  may: 'engine.articles.read',
  find: async (text, signal) => {
    const { items } = await knowledgeApi.call.searchArticles({ query: { text, limit: FOUND_MAX * 2 }, signal })
    const byArticle = Map.groupBy(items, ({ articleId }) => articleId)
    return [...byArticle.values()].slice(0, FOUND_MAX).map((texts) => {
      const { articleId, title, snippet } = texts.find(({ locale }) => locale === currentLocale()) ?? texts[0]!
      return { id: articleId, title, detail: snippet.text, icon: BookOpen, path: `/articles/${articleId}` }
    })
  },
})
