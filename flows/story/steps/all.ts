import type { StoryStep } from '../step.ts'
import { asksOnWechat } from './asks-on-wechat.ts'
import { closingWithRating } from './closing-with-rating.ts'
import { deviceReports } from './device-reports.ts'
import { monthInvoice } from './month-invoice.ts'
import { offlineVisit } from './offline-visit.ts'
import { plannedIntoToday } from './planned-into-today.ts'
import { quarterlyReview } from './quarterly-review.ts'

/** In the order in which they are played. */
export const STEPS: readonly StoryStep[] = [
  deviceReports,
  asksOnWechat,
  plannedIntoToday,
  offlineVisit,
  closingWithRating,
  monthInvoice,
  quarterlyReview,
]
