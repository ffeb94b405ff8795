import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { partyContract } from '#engine/party/contract'
import { knowledgeContract } from '#engine/knowledge/contract'
import {
  conversationContract,
  type agentNow,
  type agentState,
  type cannedReply,
  type channelRecord,
  type conversationDetail,
  type inboxItem,
  type indicators,
  type message,
  type queue,
  type queueNow,
} from '../contract.ts'
import type { FollowUpShape } from '../contract/follow-up.ts'
import type { SideMessageShape, SideShape } from '../contract/cooperation.ts'
import type { MacroShape } from '../contract/macros.ts'
import type { RuleSettingShape, ScoreCardShape, ScoreRowShape, StandardShape } from '../contract/quality.ts'
import type { QualitySettingShape, ReviewShape, SampleRowShape } from '../contract/review.ts'
import type { WordHitShape } from '../contract/words.ts'
import type { ScheduledShape } from '../contract/scheduled.ts'

export const conversationApi = apiOf('conversation', conversationContract)
/** Whom the company knows. */
export const partyApi = apiOf('party', partyContract)
/** Articles that answer what a customer asks. */
export const knowledgeApi = apiOf('knowledge', knowledgeContract)

export type InboxItem = z.infer<typeof inboxItem>
export type ConversationDetail = z.infer<typeof conversationDetail>
export type Message = z.infer<typeof message>
export type Content = Message['content']
export type AgentNow = z.infer<typeof agentNow>
export type AgentState = z.infer<typeof agentState>
export type QueueNow = z.infer<typeof queueNow>
export type CannedReply = z.infer<typeof cannedReply>
export type Macro = MacroShape
export type ScheduledMessage = ScheduledShape
export type SideConversation = SideShape
export type SideMessage = SideMessageShape
export type ScoreRow = ScoreRowShape
export type ScoreCard = ScoreCardShape
export type Standard = StandardShape
export type RuleSetting = RuleSettingShape
export type Queue = z.infer<typeof queue>
export type FollowUp = FollowUpShape
export type WordHit = WordHitShape
export type Review = ReviewShape
export type SampleRow = SampleRowShape
export type QualitySetting = QualitySettingShape
export type RuleCalibration = Awaited<ReturnType<typeof conversationApi.call.readCalibration>>['rules'][number]
export type ChannelRecord = z.infer<typeof channelRecord>
export type Indicators = z.infer<typeof indicators>
export type AgentContent = Parameters<typeof conversationApi.call.sendMessage>[0]['body']['content']
