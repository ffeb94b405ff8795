/** The door for the browser and for the API: the agent desk, supervision and set-up, and the customer's widget. */
import { assistContract } from './contract/assist.ts'
import { callContract } from './contract/call.ts'
import { followUpContract } from './contract/follow-up.ts'
import { inboxContract } from './contract/inbox.ts'
import { macrosContract } from './contract/macros.ts'
import { scheduledContract } from './contract/scheduled.ts'
import { contactsContract } from './contract/contacts.ts'
import { cooperationContract } from './contract/cooperation.ts'
import { qualityContract } from './contract/quality.ts'
import { reviewContract } from './contract/review.ts'
import { settingsContract } from './contract/settings.ts'
import { superviseContract } from './contract/supervise.ts'
import { wechatContract } from './contract/wechat.ts'
import { wordsContract } from './contract/words.ts'
import { testPhoneContract } from './contract/test-phone.ts'
import { telephoneContract } from './contract/telephone.ts'
import { widgetContract } from './contract/widget.ts'

export * from './contract/shapes.ts'
export {
  socketFrame,
  visitorConversation,
  visitorFrame,
  type SocketFrame,
  type VisitorFrame,
} from './contract/widget.ts'
export { endsWork, STEPS_MAX, type MacroStep, type StepKind } from './macros/step.ts'
export { MENU_LIMITS, menuProblems, type MenuProblem } from './channels/wechat/menu-rules.ts'
export { preChatKinds, type PreChatQuestion } from './contract/pre-chat.ts'
export { BREAKDOWNS, REPORT_COLUMNS, type Breakdown, type ReportColumn } from './reports/columns.ts'
export { fillIn, PLACEHOLDERS, type Placeholder } from './thread/placeholders.ts'
export { inboxContract, settingsContract, widgetContract }

export const conversationContract = {
  ...inboxContract,
  ...callContract,
  ...telephoneContract,
  ...testPhoneContract,
  ...settingsContract,
  ...wechatContract,
  ...widgetContract,
  ...macrosContract,
  ...assistContract,
  ...scheduledContract,
  ...cooperationContract,
  ...qualityContract,
  ...reviewContract,
  ...superviseContract,
  ...followUpContract,
  ...wordsContract,
  ...contactsContract,
} as const
