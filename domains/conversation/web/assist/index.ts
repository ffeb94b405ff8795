import { lazy } from 'react'
import { fillSlot } from '#kit/slots'
import type { ComposerAssistProps } from './composer-assist.tsx'
import type { MessageAssistProps } from './message-translation.tsx'

/** Help with writing fills two places of the desk; others may fill them, too. */
fillSlot<ComposerAssistProps>('conversation.composer', {
  order: 10,
  component: lazy(async () => ({ default: (await import('./composer-assist.tsx')).ComposerAssist })),
})
fillSlot<MessageAssistProps>('conversation.message', {
  order: 10,
  component: lazy(async () => ({ default: (await import('./message-translation.tsx')).MessageTranslation })),
})
