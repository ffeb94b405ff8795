import { connectAsync } from 'mqtt'

/** Speaks as a device does: MQTT 3.1.1 with its token, each value acknowledged once it is stored. */
export async function reportByMqtt(
  localUrl: string,
  token: string,
  values: readonly Readonly<Record<string, number>>[],
): Promise<void> {
  const { hostname, port } = new URL(localUrl)
  const client = await connectAsync(`mqtt://${hostname}:${port}`, {
    username: token,
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: 10_000,
  })
  try {
    for (const value of values) await client.publishAsync('v1/devices/me/telemetry', JSON.stringify(value), { qos: 1 })
  } finally {
    await client.endAsync()
  }
}
