/**
 * An independent client of WeChat (npm `node-easywechat`) against our side and against the platform that our tests play:
 * what it signs and seals we open, what we seal it opens, and our simulated platform answers it as WeChat would.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { OfficialAccount, ServerRequest, Work } from 'node-easywechat'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../../domains/conversation/channels/channel.ts'
import { decrypt, encrypt, isSignedBy, signatureOf } from '../../domains/conversation/channels/tencent/crypto.ts'
import { field, parseXml } from '../../domains/conversation/channels/tencent/xml.ts'
import { readCallback } from '../../domains/conversation/channels/wechat/read.ts'
import { readCallback as readWecom } from '../../domains/conversation/channels/wecom/read.ts'
import { ACCOUNT, startFakeWechat, xmlOf, type FakeWechat } from './fake-wechat.ts'
import { ACCOUNT as KF, COMPANY, ring } from './fake-wecom.ts'

let platform: FakeWechat
let folder: string
beforeEach(async () => {
  platform = await startFakeWechat(ACCOUNT)
  // It keeps tokens in files, where it runs unless told otherwise.
  folder = mkdtempSync(path.join(os.tmpdir(), 'facet-easywechat-'))
})
afterEach(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
})

function application(): OfficialAccount {
  return new OfficialAccount({
    app_id: ACCOUNT.appId,
    secret: ACCOUNT.appSecret,
    token: ACCOUNT.token,
    aes_key: ACCOUNT.aesKey,
    use_stable_access_token: true,
    file_cache: { path: folder, dirMode: 0o700, fileMode: 0o600, ext: '.cache' },
    http: { baseURL: platform.url, throw: false, proxy: false },
  })
}

const QUERY = { timestamp: '1772000000', nonce: 'n0nce' }
const asConnection = <Settings>(settings: object) => ({ settings }) as unknown as Connection<Settings>
const ourSettings = { ...ACCOUNT, mode: 'safe' }

test('a callback that we seal is opened by its server, and the answer that it seals is opened by us', async () => {
  const xml = xmlOf({
    FromUserName: 'oCustomer',
    MsgType: 'text',
    Content: '电脑很卡 & 慢',
    MsgId: '6054768590064713728',
  })
  const encrypted = encrypt(ACCOUNT.aesKey, ACCOUNT.appId, xml)
  const query = new URLSearchParams({
    ...QUERY,
    encrypt_type: 'aes',
    msg_signature: signatureOf(ACCOUNT.token, QUERY.timestamp, QUERY.nonce, encrypted),
  })
  const body = `<xml><ToUserName><![CDATA[gh]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  const request = new ServerRequest('POST', `/?${query.toString()}`, { 'content-type': 'text/xml' }, body)
  const read: unknown[] = []
  const app = application()
  app.setRequest(request)
  const server = app.getServer()
  server.addMessageListener('text', async (message: Record<string, unknown>) => {
    read.push([message['Content'], message['MsgId'], message['FromUserName']])
    return '收到'
  })
  const answer = parseXml((await server.serve()).getBody().toString())!
  expect(read).toEqual([['电脑很卡 & 慢', '6054768590064713728', 'oCustomer']])
  const sealed = field(answer, 'Encrypt')
  const [signature, nonce] = [field(answer, 'MsgSignature'), field(answer, 'Nonce')]
  expect(isSignedBy(signature, ACCOUNT.token, field(answer, 'TimeStamp'), nonce, sealed)).toBe(true)
  const opened = parseXml(decrypt(ACCOUNT.aesKey, ACCOUNT.appId, sealed)!)!
  expect([field(opened, 'MsgType'), field(opened, 'Content')]).toEqual(['text', '收到'])
})

test('what it seals for an account is read by our channel, and refused once a byte of it has changed', () => {
  const xml = xmlOf({ FromUserName: 'oCustomer', MsgType: 'text', Content: '你好', MsgId: '1' })
  const body = application().getEncryptor().encrypt(xml, QUERY.nonce, Number(QUERY.timestamp))
  const query = { ...QUERY, encrypt_type: 'aes', msg_signature: field(parseXml(body)!, 'MsgSignature') }
  const request = { method: 'POST', url: '', query, headers: {}, body }
  expect(readCallback(request, asConnection(ourSettings))).toMatchObject({
    outcome: 'read',
    inbound: [{ kind: 'message', externalId: 'oCustomer', sourceId: '1', content: { type: 'text', text: '你好' } }],
  })
  const changed = body.replace(/<Encrypt>(.)/, (_all, first: string) => `<Encrypt>${first === 'A' ? 'B' : 'A'}`)
  expect(changed).not.toBe(body)
  expect(readCallback({ ...request, body: changed }, asConnection(ourSettings))).toEqual({ outcome: 'refused' })
})

test('what it seals for a company is read by our WeCom channel', () => {
  const { corpId, kfSecret, token, aesKey } = COMPANY
  const file_cache = { path: folder, dirMode: 0o700, fileMode: 0o600, ext: '.cache' }
  const app = new Work({ corp_id: corpId, secret: kfSecret, token, aes_key: aesKey, file_cache })
  const body = app.getEncryptor().encrypt(ring(), QUERY.nonce, Number(QUERY.timestamp))
  const query = { ...QUERY, msg_signature: field(parseXml(body)!, 'MsgSignature') }
  const connection = asConnection<Parameters<typeof readWecom>[1]['settings']>({ ...COMPANY, openKfIds: [KF] })
  expect(readWecom({ method: 'POST', url: '', query, headers: {}, body }, connection)).toMatchObject({
    outcome: 'called',
    feed: KF,
  })
})

test('the platform that our tests play gives it a token, takes its message and refuses its sixth', async () => {
  const client = application().getClient()
  const say = async (content: string) => {
    const message = { touser: 'oCustomer', msgtype: 'text', text: { content } }
    return (await client.postJson('/cgi-bin/message/custom/send', message)).toObject()
  }
  expect(await say('too early')).toMatchObject({ errcode: 45015 })
  platform.customerWrote('oCustomer')
  for (const content of ['1', '2', '3', '4', '5']) expect(await say(content)).toMatchObject({ errcode: 0 })
  expect(await say('6')).toMatchObject({ errcode: 45047 })
  expect(platform.sent.map(({ text }) => text)).toContainEqual({ content: '5' })
  expect(platform.tokenRequests).toEqual([{ force: false }])
  expect(readdirSync(folder)).toHaveLength(1)
})

test('it uploads a picture there and gets the same bytes back', async () => {
  const client = application().getClient()
  const picture = Buffer.from('89504e470d0a1a0a', 'hex')
  const file = path.join(folder, 'photo.png')
  writeFileSync(file, picture)
  const upload = await client.withFile(file, 'media').post('/cgi-bin/media/upload?type=image')
  const { media_id } = upload.toObject<{ media_id: string }>()
  const download = await client.get('/cgi-bin/media/get', { params: { media_id }, responseType: 'arraybuffer' })
  expect(Buffer.from(download.getContent()).equals(picture)).toBe(true)
})

test('it publishes a menu there, reads it back, takes it away, and has a code made', async () => {
  const client = application().getClient()
  const menu = { button: [{ type: 'click', name: '找人工', key: '人工客服' }] }
  expect((await client.postJson('/cgi-bin/menu/create', menu)).toObject()).toMatchObject({ errcode: 0 })
  expect((await client.get('/cgi-bin/menu/get')).toObject()).toEqual({ menu })
  expect((await client.get('/cgi-bin/menu/delete')).toObject()).toMatchObject({ errcode: 0 })
  expect((await client.get('/cgi-bin/menu/get')).toObject()).toMatchObject({ errcode: 46003 })
  const wanted = { action_name: 'QR_STR_SCENE', expire_seconds: 60, action_info: { scene: { scene_str: 'shop7' } } }
  expect((await client.postJson('/cgi-bin/qrcode/create', wanted)).toObject()).toMatchObject({ expire_seconds: 60 })
})
