/** The people of the demo company, each with a session of their own, working over the same API as their browsers. */
import type { Context } from '#engine/kernel'
import { createClient, type Client } from '#engine/http/contract'
import { sql, type Database } from '#engine/store'
import { inboxContract, settingsContract } from '#domains/conversation/contract'
import { deskContract } from '#domains/desk/contract'
import { fieldContract } from '#domains/field/contract'
import { fleetContract } from '#domains/fleet/contract'
import { subscriptionContract } from '#domains/subscription/contract'
import { storyRefusals } from '../errors.ts'

export interface Colleague {
  readonly userId: string
  readonly name: string
  readonly desk: Client<typeof deskContract>
  readonly inbox: Client<typeof inboxContract>
  readonly settings: Client<typeof settingsContract>
  readonly field: Client<typeof fieldContract>
  readonly fleet: Client<typeof fleetContract>
  readonly subscription: Client<typeof subscriptionContract>
  /** Keeps a picture; answers its id. */
  upload(name: string, picture: Buffer): Promise<string>
}

export interface People {
  /** The one of the demo's faces that has this role, signed in. */
  as(role: string): Promise<Colleague>
  /** A technician by name. */
  technician(name: string): Promise<Colleague>
}

interface Account {
  readonly userId: string
  readonly login: string
  readonly name: string
}

export interface PeopleParts {
  readonly database: Database
  readonly localUrl: () => string
  readonly demoPassword: string
}

/** Sessions are kept from step to step: signing in has a rate, and takes its time. */
export type Sessions = Map<string, string>

export function openPeople(parts: PeopleParts, context: Context, sessions: Sessions): People {
  const find = async (which: Parameters<typeof findAccount>[2]): Promise<Colleague> => {
    const account = await findAccount(parts.database, context, which)
    const key = `${context.tenantId} ${account.login}`
    const known = sessions.get(key)
    const cookie = known !== undefined && (await isSignedIn(parts, known)) ? known : await signIn(parts, account)
    sessions.set(key, cookie)
    return atWork(parts, account, cookie)
  }
  return { as: (role) => find({ role }), technician: (name) => find({ role: 'technician', name }) }
}

async function findAccount(
  database: Database,
  context: Context,
  { role, name }: { role: string; name?: string },
): Promise<Account> {
  const account = await database.withTenant(context, (tx) =>
    tx.find(sql<Account>`
      select user_id as "userId", login, name from engine.user_account
      where roles[1] = ${role} and (name = ${name ?? null} or (${name ?? null}::text is null and demo_face is not null))
      order by created_at, user_id limit 1`),
  )
  if (!account) throw storyRefusals.castMissing({ who: name ?? role })
  return account
}

async function isSignedIn({ localUrl }: PeopleParts, cookie: string): Promise<boolean> {
  return (await fetch(`${localUrl()}/api/engine/session`, { headers: { cookie } })).ok
}

async function signIn({ localUrl, demoPassword }: PeopleParts, { login, name }: Account): Promise<string> {
  const answer = await fetch(`${localUrl()}/api/engine/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demoPassword }),
  })
  if (!answer.ok) throw storyRefusals.castMissing({ who: name })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

function atWork({ localUrl }: PeopleParts, { userId, name }: Account, cookie: string): Colleague {
  const baseUrl = localUrl()
  const settings = { baseUrl, headers: () => ({ cookie }) }
  return {
    userId,
    name,
    desk: createClient(deskContract, settings),
    inbox: createClient(inboxContract, settings),
    settings: createClient(settingsContract, settings),
    field: createClient(fieldContract, settings),
    fleet: createClient(fleetContract, settings),
    subscription: createClient(subscriptionContract, settings),
    upload: (fileName, picture) => upload(baseUrl, cookie, fileName, picture),
  }
}

async function upload(baseUrl: string, cookie: string, name: string, picture: Buffer): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(picture)], { type: 'image/png' }), name)
  const answer = await fetch(`${baseUrl}/api/engine/files?purpose=picture`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  })
  if (!answer.ok) throw new Error(`The picture ${name} was not taken: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}
