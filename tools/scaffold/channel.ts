import { camel, type Scaffold } from './plan.ts'

/** A kind of channel that the contract suite refuses until it reads and sends. */
export const newChannel: Scaffold = (name) => {
  const noun = camel(name)
  const at = `domains/conversation/channels/${name}`
  return {
    files: {
      [`${at}/channel.ts`]: `import { z } from 'zod'\nimport type { ChannelKind } from '../channel.ts'\n\nconst settings = z.object({ token: z.string().min(1) })\n\n/** The protocol of ${name}: where it is described, what it promises. */\nexport const ${noun}Channel: ChannelKind<z.infer<typeof settings>> = {\n  kind: '${name}',\n  settings,\n  secrets: ['token'],\n  capabilities: { sends: ['text'], textBytesMax: 2000, showsQueue: false, idempotentSend: false, recallMinutes: 0 },\n}\n`,
    },
    nextSteps: [
      `domains/conversation/channels/index.ts: ${noun}Channel in the list`,
      'test/conversation/channel-drivers.ts: a driver that speaks as the platform does',
      'vitest run test/conversation/channels.test.ts: the failing tests are the to-do list',
    ],
  }
}
