import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import en from '../app/web/settings/operations/audit/locale/en.json' with { type: 'json' }
import zh from '../app/web/settings/operations/audit/locale/zh-CN.json' with { type: 'json' }

const OWN_ACTS = ['change-password', 'add-second-factor', 'renew-recovery-codes', 'remove-second-factor']

/** Actions whose end is put in when they happen, with everything that it can be. */
const VARYING: Readonly<Record<string, readonly string[]>> = {
  'engine.article.': ['edit', 'request-review', 'send-back', 'publish', 'retire', 'revive'],
  'engine.user.': ['change', 'disable', 'enable', ...OWN_ACTS],
  'conversation.channel.': ['publish_menu', 'delete_menu'],
}

/** Every action that the sources write into the trail. */
function auditedActions(): string[] {
  const folders = ['engine', 'domains', 'flows', 'packs', 'app'].filter((folder) => existsSync(folder))
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  const sources = files.filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\/web\//.test(name))
  const found = sources.flatMap((name) => [
    ...readFileSync(name, 'utf8').matchAll(/\baction: (?:'([a-z_-]+(?:\.[a-z_-]+)+)'|`([a-z_.-]+\.)\$\{)/g),
  ])
  return [
    ...new Set(
      found.flatMap(([, action, beginning]) => {
        if (action !== undefined) return [action]
        const ends = VARYING[beginning!]
        if (!ends) throw new Error(`Say in VARYING how an action that begins with ${beginning} can end`)
        return ends.map((end) => beginning + end)
      }),
    ),
  ].filter((action) => !action.startsWith('test.'))
}

function wordsOf(texts: object, action: string): unknown {
  return action.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], texts)
}

test.each([
  ['Chinese', zh.actions],
  ['English', en.actions],
])('every audited action has a sentence in %s', (_language, texts) => {
  const actions = auditedActions()
  expect(actions.length).toBeGreaterThan(40)
  const wordless = actions.filter((action) => typeof wordsOf(texts, action) !== 'string')
  expect(wordless, 'say them in app/web/settings/operations/audit/locale/').toEqual([])
})
