import { apiOf } from '#kit/data'
import { knowledgeContract } from '#engine/knowledge/contract'

export const knowledgeApi = apiOf('knowledge', knowledgeContract)

export type Article = Awaited<ReturnType<typeof knowledgeApi.call.readArticle>>
export type ArticleLine = Awaited<ReturnType<typeof knowledgeApi.call.listArticles>>['items'][number]
export type ArticleText = Article['texts'][number]
export type ArticleState = Article['state']
export type Language = 'zh-CN' | 'en'

export const LANGUAGES: readonly Language[] = ['zh-CN', 'en']
