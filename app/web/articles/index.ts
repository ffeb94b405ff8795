import { BookOpen } from 'lucide-react'
import { currentLocale, registerLocale } from '#kit/i18n'
import { addPages, defineCommands, defineFinder, FOUND_MAX } from '#kit/slots'
import { knowledgeApi } from './api.ts'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }

registerLocale('knowledge', { en, 'zh-CN': zh })

/** Knowledge is part of the desk's work; it is written where it is needed. */
addPages('desk', [
  {
    path: '/articles',
    titleKey: 'knowledge:title',
    may: 'engine.articles.edit',
    nav: true,
    load: () => import('./articles-page.tsx').then((m) => m.ArticlesPage),
  },
  {
    path: '/articles/new',
    titleKey: 'knowledge:new',
    may: 'engine.articles.edit',
    load: () => import('./edit-page.tsx').then((m) => m.NewArticlePage),
  },
  {
    path: '/articles/$id',
    titleKey: 'knowledge:article',
    may: 'engine.articles.read',
    load: () => import('./article-page.tsx').then((m) => m.ArticlePage),
  },
  {
    path: '/articles/$id/edit',
    titleKey: 'knowledge:editing',
    may: 'engine.articles.edit',
    load: () => import('./edit-page.tsx').then((m) => m.EditArticlePage),
  },
])

defineCommands([
  {
    id: 'knowledge.new',
    titleKey: 'knowledge:new',
    icon: BookOpen,
    may: 'engine.articles.edit',
    run: ({ go }) => go('/articles/new'),
  },
])

/** Published articles, by what they answer. */
defineFinder({
  id: 'articles',
  titleKey: 'knowledge:found',
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
