/**
 * Every setting of a Facet process, read from the environment in this one place.
 * A wrong one stops the start with a sentence that names it and says what it should be.
 */
import path from 'node:path'
import { z } from 'zod'
import { CannotStart } from '#engine/kernel'
import type { ModelSettings } from '#engine/ai'
import type { VoiceSettings } from './voice-port.ts'

const port = (name: string) =>
  z.coerce.number(`${name} should be a port number, for example 8080`).int().min(0).max(65_535)
const flag = (name: string) =>
  z
    .enum(['true', 'false', '1', '0'], `${name} should be true or false`)
    .transform((text) => text === 'true' || text === '1')

const settings = z.object({
  PORT: port('PORT').default(8080),
  HOST: z.string().min(1, 'HOST should be an address to listen on, for example 0.0.0.0').default('0.0.0.0'),
  PUBLIC_URL: z
    .url('PUBLIC_URL should be the address that browsers use, for example https://service.example.com')
    .optional(),
  DATA_DIR: z.string().min(1, 'DATA_DIR should be a folder that this user may write to').default('./data'),
  DATABASE_URL: z.string().optional(),
  FACET_SECRET: z
    .string()
    .min(32, 'FACET_SECRET should have at least 32 characters; `openssl rand -base64 32` makes one')
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'LOG_LEVEL should be trace, debug, info, warn, error or silent',
    )
    .default('warn'),
  TRUST_PROXY: flag('TRUST_PROXY').default(false),
  SECURE_COOKIES: flag('SECURE_COOKIES').optional(),
  ALLOW_PRIVATE_ADDRESSES: flag('ALLOW_PRIVATE_ADDRESSES').default(false),
  REQUESTS_PER_MINUTE: z.coerce.number('REQUESTS_PER_MINUTE should be a whole number').int().min(1).default(1200),
  SIGN_INS_PER_MINUTE: z.coerce.number('SIGN_INS_PER_MINUTE should be a whole number').int().min(1).default(20),
  SMTP_URL: z.url('SMTP_URL should look like smtps://user:password@mail.example.com').optional(),
  SMTP_FROM: z.string().default('Facet <facet@localhost>'),
  S3_URL: z.url('S3_URL should look like https://key:secret@s3.example.com/bucket').optional(),
  CLAMD: z
    .string()
    .regex(/^[^:]+:\d+$/, 'CLAMD should be host:port of a ClamAV daemon')
    .optional(),
  MODEL_URL: z.url('MODEL_URL should be the base address of an OpenAI-compatible endpoint').optional(),
  MODEL_KEY: z.string().optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_TIMEOUT_SECONDS: z.coerce
    .number('MODEL_TIMEOUT_SECONDS should be a number of seconds, for example 8')
    .min(1)
    .max(120)
    .default(8),
  MODEL_TOKENS_PER_DAY: z.coerce
    .number('MODEL_TOKENS_PER_DAY should be a whole number, for example 500000')
    .int()
    .min(0)
    .default(500_000),
  FFMPEG: z
    .string()
    .startsWith('/', 'FFMPEG should be the path of the program, for example /usr/bin/ffmpeg')
    .optional(),
  TRANSCRIPT_MODEL: z.string().optional(),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly publicUrl: string | undefined
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /** Master key for sealed secrets and signed links; made and kept in the data folder when absent. */
  readonly secret: string | undefined
  readonly logLevel: string
  readonly trustProxy: boolean
  readonly secureCookies: boolean
  readonly allowPrivateAddresses: boolean
  readonly requestsPerMinute: number
  /** Attempts to sign in, or to use a link, from one address. */
  readonly signInsPerMinute: number
  readonly smtp: { readonly url: string; readonly from: string } | undefined
  readonly s3Url: string | undefined
  readonly clamd: string | undefined
  /** The language model that helps agents write; absent unless an endpoint and a model are named. */
  readonly model: ModelSettings | undefined
  /** What makes voice messages playable and writes down what was said. */
  readonly voice: VoiceSettings
  /** Start without the demo company. */
  readonly empty: boolean
  /** `npm start` runs this process; it ends with npm. */
  readonly startedByNpm: boolean
  /** Serve the console that Vite builds on the fly, for work on Facet itself. */
  readonly development: boolean
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>, argv: readonly string[]): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw new CannotStart(parsed.error.issues.map(({ message }) => message).join('\n'))
  const unknown = argv.find((argument) => argument !== '--empty' && argument !== '--dev')
  if (unknown !== undefined) throw new CannotStart(`"${unknown}" is not known. Use: npm start -- [--empty]`)
  const s = parsed.data
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl: s.PUBLIC_URL,
    dataFolder: path.resolve(s.DATA_DIR),
    databaseUrl: s.DATABASE_URL,
    secret: s.FACET_SECRET,
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY,
    secureCookies: s.SECURE_COOKIES ?? s.PUBLIC_URL?.startsWith('https:') ?? false,
    allowPrivateAddresses: s.ALLOW_PRIVATE_ADDRESSES,
    requestsPerMinute: s.REQUESTS_PER_MINUTE,
    signInsPerMinute: s.SIGN_INS_PER_MINUTE,
    smtp: s.SMTP_URL === undefined ? undefined : { url: s.SMTP_URL, from: s.SMTP_FROM },
    s3Url: s.S3_URL,
    clamd: s.CLAMD,
    model: modelOf(s),
    voice: {
      ffmpeg: s.FFMPEG,
      transcript:
        s.MODEL_URL === undefined || s.TRANSCRIPT_MODEL === undefined
          ? undefined
          : { url: s.MODEL_URL, key: s.MODEL_KEY, model: s.TRANSCRIPT_MODEL },
    },
    empty: argv.includes('--empty'),
    startedByNpm: environment['npm_lifecycle_event'] !== undefined,
    development: argv.includes('--dev'),
  }
}

function modelOf(s: z.output<typeof settings>): ModelSettings | undefined {
  if (s.MODEL_URL === undefined || s.MODEL_NAME === undefined) return undefined
  return {
    url: s.MODEL_URL,
    model: s.MODEL_NAME,
    ...(s.MODEL_KEY === undefined ? {} : { key: s.MODEL_KEY }),
    timeoutMs: s.MODEL_TIMEOUT_SECONDS * 1000,
    // The operator has set this address himself.
    allowPrivate: true,
    budget: { tokensPerDay: s.MODEL_TOKENS_PER_DAY },
  }
}

/** The settings of this process. */
export function processConfig(): Config {
  return readConfig(process.env, process.argv.slice(2))
}
