import { assignedNotice } from './assign/notices.ts'
import { watchedBreached, watchedCommented, watchedMoved } from './watch/notices.ts'

/** What the desk tells people, for the bell and its settings. */
export const deskNotices = [assignedNotice, watchedMoved, watchedCommented, watchedBreached] as const
