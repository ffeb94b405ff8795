import { readFileSync } from 'node:fs'
import type { Locale, RefusalParams } from '#engine/kernel'

/** The sentences for refusal codes, from every module's locale files: `desk.incident-closed` in `desk`'s `errors`. */
export interface RefusalTexts {
  say(code: string, params: RefusalParams, locale: Locale): string
}

export interface LocaleModule {
  readonly name: string
  /** The folder with `en.json` and `zh-CN.json`. */
  readonly folder: URL
}

type Sentences = Map<string, string>

export function loadRefusalTexts(modules: readonly LocaleModule[]): RefusalTexts {
  const sentences = { en: readAll(modules, 'en'), 'zh-CN': readAll(modules, 'zh-CN') } satisfies Record<
    Locale,
    Sentences
  >
  return {
    say: (code, params, locale) => {
      const sentence = sentences[locale].get(code) ?? sentences.en.get(code) ?? code
      return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
    },
  }
}

function readAll(modules: readonly LocaleModule[], locale: Locale): Sentences {
  return new Map(
    modules.flatMap(({ name, folder }) => {
      const { errors = {} } = JSON.parse(readFileSync(new URL(`${locale}.json`, folder), 'utf8')) as {
        errors?: Record<string, string>
      }
      return Object.entries(errors).map(([code, sentence]): [string, string] => [`${name}.${code}`, sentence])
    }),
  )
}
