import { LANGUAGES, type Article, type Language } from './api.ts'

/** An article as it is being written. */
export interface ArticleDraft {
  readonly audience: 'internal' | 'customer'
  readonly tags: readonly string[]
  readonly reviewDue: string | null
  readonly texts: Readonly<Record<Language, { readonly title: string; readonly body: string }>>
}

const NOTHING = { title: '', body: '' }

export function draftOf(article: Article | undefined): ArticleDraft {
  const textIn = (language: Language) => {
    const { title, body } = article?.texts.find(({ locale }) => locale === language) ?? NOTHING
    return { title, body }
  }
  return {
    audience: article?.audience ?? 'customer',
    tags: article?.tags ?? [],
    reviewDue: article?.reviewDue ?? null,
    texts: { 'zh-CN': textIn('zh-CN'), en: textIn('en') },
  }
}

/** A language in which nothing is written is left out. */
export function bodyOf({ audience, tags, reviewDue, texts }: ArticleDraft) {
  const written = LANGUAGES.filter((language) => !isBlank(texts[language]))
  return {
    audience,
    tags: [...tags],
    reviewDue,
    texts: written.map((locale) => ({ locale, ...texts[locale] })),
  }
}

export function isEmpty({ texts }: ArticleDraft): boolean {
  return LANGUAGES.every((language) => isBlank(texts[language]))
}

function isBlank({ title, body }: { title: string; body: string }): boolean {
  return title.trim() === '' && body.trim() === ''
}

/** One question in a line. */
export type QuestionsDraft = Readonly<Record<Language, string>>

export function questionsOf(draft: QuestionsDraft): { locale: Language; text: string }[] {
  return LANGUAGES.flatMap((locale) => {
    const lines = (draft[locale] ?? '').split('\n').map((line) => line.trim())
    return [...new Set(lines)].filter((line) => line !== '').map((text) => ({ locale, text }))
  })
}
