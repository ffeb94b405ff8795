/**
 * MQTT 3.1.1 for devices that speak ThingsBoard's device API: the token is the user name,
 * `v1/devices/me/telemetry` and `v1/devices/me/attributes` take JSON. PUBACK is sent after the commit.
 * A malformed message would come again for ever if it were refused, so it is kept to be seen and then acknowledged.
 */
import type { Socket } from 'node:net'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import { Refusal } from '#engine/kernel'
import type { PortProtocol } from '#engine/assembly'
import type { KnownDevice } from '../../telemetry/ingestion.ts'
import type { UnreadableMessage } from '../../unreadable/unreadable.ts'
import type { DeviceDoor } from '../device-door.ts'

export interface MqttBroker {
  readonly protocol: PortProtocol
  readonly connected: number
  stop(): Promise<void>
}

/** An MQTT connection begins with a CONNECT packet. */
const CONNECT_BYTE = 0x10
const BAD_USER_NAME_OR_PASSWORD = 4
const PAYLOAD_BYTES_MAX = 64 * 1024

export interface BrokerParts {
  readonly door: DeviceDoor
  /** Keeps a payload that could not be read, with the reason; it is acknowledged after that. */
  readonly keepUnreadable: (device: KnownDevice, message: UnreadableMessage) => Promise<void>
}

export async function startMqttBroker(parts: BrokerParts): Promise<MqttBroker> {
  const devices = new WeakMap<Client, KnownDevice>()
  const broker = await Aedes.createBroker({
    authenticate: (client, userName, _password, done) => {
      parts.door.recognise(userName ?? '').then(
        (device) => {
          if (device) devices.set(client, device)
          done(device ? null : wrongToken(), device !== undefined)
        },
        (error: Error) => done(Object.assign(error, { returnCode: 3 }), false),
      )
    },
    authorizePublish: (client, { topic, payload }, done) => {
      const device = client && devices.get(client)
      if (!device) return done(new Error('Only devices publish here'))
      receive(parts, device, topic, payload).then(() => done(null), done)
    },
    // A device hears only what is meant for it.
    authorizeSubscribe: (_client, subscription, done) =>
      done(null, subscription.topic.startsWith('v1/devices/me/') ? subscription : null),
    // What one device says is stored, and never sent on to another.
    authorizeForward: () => null,
  })
  return {
    protocol: {
      name: 'mqtt',
      recognises: (firstByte) => firstByte === CONNECT_BYTE,
      accept: (socket: Socket) => void broker.handle(socket),
    },
    get connected() {
      return broker.connectedClients
    },
    stop: () => new Promise((resolve) => broker.close(() => resolve())),
  }
}

async function receive(
  { door, keepUnreadable }: BrokerParts,
  device: KnownDevice,
  topic: string,
  payload: string | Buffer,
): Promise<void> {
  const keep = (reason: string): Promise<void> => keepUnreadable(device, { topic, reason, payload })
  try {
    if (payload.length > PAYLOAD_BYTES_MAX) return await keep(`${payload.length} bytes are too many`)
    if (topic === 'v1/devices/me/telemetry') return await door.telemetry(device, payload.toString())
    if (topic === 'v1/devices/me/attributes') return await door.attributes(device, payload.toString())
    await keep('nothing listens on this topic')
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 429) throw error
    await keep(error.problems.map(({ path, message }) => `${path} ${message}`.trim()).join('; '))
  }
}

function wrongToken(): AuthenticateError {
  return Object.assign(new Error('This token belongs to no device'), { returnCode: BAD_USER_NAME_OR_PASSWORD })
}
