import { invitedNotice, mentionedNotice, sideMessageNotice } from './cooperation/notices.ts'
import { customerWroteNotice, notSentNotice } from './later/notices.ts'
import { disputedNotice, reviewedNotice, settledNotice } from './review/notices.ts'
import { missedOfferNotice } from './routing/notices.ts'
import { whisperNotice } from './supervise/notices.ts'

/** What the domain's users are told of in the bell. */
export const conversationNotices = [
  customerWroteNotice,
  invitedNotice,
  mentionedNotice,
  missedOfferNotice,
  notSentNotice,
  sideMessageNotice,
  reviewedNotice,
  disputedNotice,
  settledNotice,
  whisperNotice,
] as const
