/** The demo company's weeks of conversations; the app brings the people, see `ConversationWorld`. */
export { seedConversations } from './demo/seed.ts'
export type { ConversationWorld, DemoParts, DemoPerson } from './demo/world.ts'
