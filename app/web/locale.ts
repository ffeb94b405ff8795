import { registerLocale } from '#kit/i18n'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }

registerLocale('app', { en, 'zh-CN': zh })
