import { invalidInput, parseCsv, type CsvRow, type Locale, type Problem } from '#engine/kernel'
import { BODY_LENGTH_MAX, TITLE_LENGTH_MAX } from '../contract.ts'

/** One article as it stands in an imported text. */
export interface ImportedArticle {
  readonly locale: Locale
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
}

export type ImportFormat = 'csv' | 'markdown'

const COLUMNS: Readonly<Record<string, 'title' | 'body' | 'tags'>> = {
  question: 'title',
  title: 'title',
  问题: 'title',
  标题: 'title',
  answer: 'body',
  body: 'body',
  答案: 'body',
  内容: 'body',
  tags: 'tags',
  标签: 'tags',
}

interface Draft extends ImportedArticle {
  /** JSON pointer of the row or section, for problems. */
  readonly path: string
}

/** Reads all articles of a text; when any of them is wrong the whole text is refused with every problem. */
export function readArticles(format: ImportFormat, content: string): ImportedArticle[] {
  const drafts = format === 'csv' ? fromCsv(content) : fromMarkdown(content)
  const problems = [...drafts.flatMap(problemsOf), ...repeatedTitles(drafts)]
  if (drafts.length === 0) problems.push({ path: '/content', message: 'contains no article' })
  if (problems.length > 0) throw invalidInput(problems)
  return drafts.map(({ path: _path, ...article }) => article)
}

/** `question,answer,tags` with a head row, in English or Chinese; tags are separated by `;` or `|`. */
function fromCsv(content: string): Draft[] {
  const [head, ...rows] = parseCsv(content)
  const columns = (head?.fields ?? []).map((name) => COLUMNS[name.trim().toLowerCase()])
  const missing = (['title', 'body'] as const).filter((column) => !columns.includes(column))
  if (missing.length > 0) {
    throw invalidInput([
      { path: '/lines/1', message: 'should name the columns question,answer (or 问题,答案) and may name tags' },
    ])
  }
  return rows.map((row) => fromRow(row, columns))
}

function fromRow({ line, fields }: CsvRow, columns: readonly ('title' | 'body' | 'tags' | undefined)[]): Draft {
  const cell = (column: 'title' | 'body' | 'tags'): string => (fields[columns.indexOf(column)] ?? '').trim()
  const tags = cell('tags')
    .split(/[;|；]/)
    .map((tag) => tag.trim())
  return draftOf(
    `/lines/${line}`,
    cell('title'),
    cell('body'),
    tags.filter((tag) => tag !== ''),
  )
}

/** Each heading of the first level begins an article. */
function fromMarkdown(content: string): Draft[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/)
  const starts = headings(lines)
  return starts.map((start, index) => {
    const body = lines
      .slice(start + 1, starts[index + 1])
      .join('\n')
      .trim()
    return draftOf(
      `/lines/${start + 1}`,
      lines[start]!.replace(/^#\s+/, '')
        .replace(/\s+#+\s*$/, '')
        .trim(),
      body,
      [],
    )
  })
}

function headings(lines: readonly string[]): number[] {
  let fenced = false
  return lines.flatMap((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced
    return !fenced && /^#\s+\S/.test(line) ? [index] : []
  })
}

function draftOf(path: string, title: string, body: string, tags: readonly string[]): Draft {
  const locale = /\p{Script=Han}/u.test(title + body) ? 'zh-CN' : 'en'
  return { path, locale, title, body, tags }
}

function problemsOf({ path, title, body }: Draft): Problem[] {
  return [
    ...lengthProblem(`${path}/question`, title, TITLE_LENGTH_MAX),
    ...lengthProblem(`${path}/answer`, body, BODY_LENGTH_MAX),
  ]
}

function lengthProblem(path: string, text: string, most: number): Problem[] {
  if (text === '') return [{ path, message: 'is empty' }]
  if (text.length > most) return [{ path, message: `is longer than ${most} characters` }]
  return text.includes('\0') || !text.isWellFormed() ? [{ path, message: 'is not well-formed text' }] : []
}

function repeatedTitles(drafts: readonly Draft[]): Problem[] {
  const first = new Map<string, string>()
  return drafts.flatMap(({ path, title }) => {
    const earlier = first.get(title)
    if (earlier === undefined || title === '') first.set(title, path)
    const message = `is the same as in line ${earlier?.split('/')[2] ?? ''}`
    return earlier === undefined || title === '' ? [] : [{ path: `${path}/question`, message }]
  })
}
