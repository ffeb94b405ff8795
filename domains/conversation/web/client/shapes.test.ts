import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { message, visitorConversation, widgetContract } from '../../contract.ts'
import type { SocketFrame as ServerFrame, VisitorFrame as AskedFrame } from '../../contract.ts'
import type { Message, Session, SocketFrame, VisitorConversation, VisitorFrame } from './shapes.ts'

test('what the client writes out is what the contract says, in both directions', () => {
  expectTypeOf<z.infer<typeof message>>().toExtend<Message>()
  expectTypeOf<z.infer<typeof visitorConversation>>().toExtend<VisitorConversation>()
  expectTypeOf<z.infer<typeof widgetContract.openWidget.out>>().toExtend<Session>()
  expectTypeOf<ServerFrame>().toExtend<SocketFrame>()
  expectTypeOf<VisitorFrame>().toExtend<AskedFrame>()
  expectTypeOf<Message['content']['type']>().toEqualTypeOf<z.infer<typeof message>['content']['type']>()
  expectTypeOf<keyof Message>().toEqualTypeOf<keyof z.infer<typeof message>>()
  expectTypeOf<keyof VisitorConversation>().toEqualTypeOf<keyof z.infer<typeof visitorConversation>>()
  expectTypeOf<keyof Session>().toEqualTypeOf<keyof z.infer<typeof widgetContract.openWidget.out>>()
})
