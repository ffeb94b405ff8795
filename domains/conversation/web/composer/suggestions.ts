import type { AgentNow, CannedReply, Macro } from '../api.ts'

/** What is offered while one writes: canned replies and macros behind `/`, colleagues behind `@`. */
export interface Suggestion {
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly text: string
  readonly cannedReplyId?: string
  /** Opens a preview and puts no text. */
  readonly macroId?: string
}

const SHOWN_MAX = 8

/** The word before the caret that asks for suggestions. */
export function askedBy(
  text: string,
  caret: number,
): { readonly sign: '/' | '@'; readonly word: string; readonly from: number } | undefined {
  const match = /(?:^|\s)([/@])([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret))
  if (!match) return undefined
  const [, sign, word = ''] = match
  return { sign: sign as '/' | '@', word, from: caret - word.length - 1 }
}

/** Replies whose shortcut or title begins with, or else contains, the word. */
export function cannedFor(replies: readonly CannedReply[], word: string, locale: string): readonly Suggestion[] {
  const sought = word.toLowerCase()
  const found = replies.filter(({ shortcut, title }) =>
    [shortcut, title].some((name) => name.toLowerCase().includes(sought)),
  )
  const rank = (reply: CannedReply) =>
    (reply.shortcut.toLowerCase().startsWith(sought) ? 0 : 2) + (reply.locale === locale ? 0 : 1)
  return found
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN_MAX)
    .map(({ cannedReplyId, shortcut, title, text }) => ({
      key: cannedReplyId,
      title: `/${shortcut} ${title}`,
      detail: text,
      text,
      cannedReplyId,
    }))
}

/** Macros whose shortcut or title contains the word; `describe` says in a line what one does. */
export function macrosFor(
  macros: readonly Macro[],
  word: string,
  describe: (macro: Macro) => string,
): readonly Suggestion[] {
  const sought = word.toLowerCase()
  return macros
    .filter(({ shortcut, title }) => [shortcut, title].some((name) => name.toLowerCase().includes(sought)))
    .slice(0, SHOWN_MAX)
    .map((macro) => ({
      key: macro.macroId,
      title: `/${macro.shortcut} ${macro.title}`,
      detail: describe(macro),
      text: '',
      macroId: macro.macroId,
    }))
}

export function colleaguesFor(agents: readonly AgentNow[], word: string): readonly Suggestion[] {
  return agents
    .filter(({ name }) => name?.toLowerCase().includes(word.toLowerCase()))
    .slice(0, SHOWN_MAX)
    .map(({ agentId, name }) => ({ key: agentId, title: name!, detail: '', text: `@${name!} ` }))
}

/** Colleagues who are called by name in a note. */
export function mentionsIn(text: string, agents: readonly AgentNow[]): string[] {
  return agents.filter(({ name }) => name !== null && text.includes(`@${name}`)).map(({ agentId }) => agentId)
}
