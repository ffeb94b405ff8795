/** A real IMAP server (Dovecot) with an empty mailbox for whoever signs in; a child of the test that needs it. */
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'

const DOVECOT = '/usr/sbin/dovecot'
const PASSWORD = 'a-password-of-the-mailbox'
/** Debian's users "nobody" and "nogroup": Dovecot serves no mail as root. */
const NOBODY = 65_534

export interface MailServer {
  readonly host: string
  readonly port: number
  readonly password: string
  /** Puts a mail into a folder, as the world would. */
  deliver(
    user: string,
    source: string | Buffer,
    options?: { folder?: string; seen?: boolean; at?: Date },
  ): Promise<void>
  /** Empties a folder and numbers it anew. */
  renumber(user: string, folder: string): Promise<void>
  createFolder(user: string, folder: string): Promise<void>
  stop(): Promise<void>
}

export interface MailServerOptions {
  /** Whoever has a token is asked there whether it is good; it is put at the end of the address. */
  readonly introspectionUrl?: string
}

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  if (!existsSync(DOVECOT)) throw new Error('The tests need dovecot-imapd: sudo apt-get install dovecot-imapd')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-mail-'))
  const port = await freePort()
  writeFileSync(path.join(folder, 'dovecot.conf'), configOf(folder, port, options))
  const child = spawn(DOVECOT, ['-F', '-c', path.join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await listens(port, ended))) {
    const log = readFileSync(path.join(folder, 'log'), 'utf8')
    await stop()
    throw new Error(`Dovecot did not start: ${log}`)
  }
  const as = <T>(user: string, work: (client: ImapFlow) => Promise<T>) => withClient(port, user, work)
  return {
    host: '127.0.0.1',
    port,
    password: PASSWORD,
    deliver: (user, source, { folder: name = 'INBOX', seen = false, at } = {}) =>
      as(user, async (client) => {
        await client.append(name, Buffer.from(source), seen ? [String.raw`\Seen`] : [], at)
      }),
    renumber: (user, name) =>
      as(user, async (client) => {
        await client.mailboxDelete(name)
        await client.mailboxCreate(name)
      }),
    createFolder: (user, name) =>
      as(user, async (client) => {
        await client.mailboxCreate(name)
      }),
    stop,
  }
}

async function withClient<T>(port: number, user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const auth = { user, pass: PASSWORD }
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.logout()
  }
}

/** Runs without any right of its own: everything lies in one folder, nothing listens but one port of this machine. */
function configOf(folder: string, port: number, { introspectionUrl }: MailServerOptions): string {
  const isRoot = process.getuid?.() === 0
  const { username } = os.userInfo()
  const mail = path.join(folder, 'mail')
  mkdirSync(mail)
  if (isRoot) {
    chmodSync(folder, 0o755)
    chownSync(mail, NOBODY, NOBODY)
  }
  const [user, group] = isRoot ? ['nobody', 'nogroup'] : [username, String(process.getgid?.())]
  const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : { uid: process.getuid?.(), gid: process.getgid?.() }
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${mail}/%u
default_login_user = ${user}
default_internal_user = ${user}
default_internal_group = ${group}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 50
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
  chroot =
}
service anvil {
  chroot =
}
${introspectionUrl === undefined ? '' : oauthConfig(folder, introspectionUrl)}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${mail}/%u
}
`
}

function oauthConfig(folder: string, introspectionUrl: string): string {
  const file = path.join(folder, 'oauth2.conf')
  const asks = [`introspection_url = ${introspectionUrl}`, 'introspection_mode = get', 'username_attribute = username']
  writeFileSync(file, [...asks, 'active_attribute = active', 'active_value = true', ''].join('\n'))
  return `auth_mechanisms = plain xoauth2
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${file}
}`
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

/** True once somebody greets at the port; false when the program has ended or takes too long. */
async function listens(port: number, ended: Promise<void>): Promise<boolean> {
  let hasEnded = false
  void ended.then(() => (hasEnded = true))
  for (let tries = 0; tries < 300 && !hasEnded; tries++) {
    if (await isGreeted(port)) return true
    await pause(50)
  }
  return false
}

function isGreeted(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.setTimeout(2000, () => socket.destroy())
    socket.once('data', () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
