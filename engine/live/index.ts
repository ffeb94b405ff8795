/** What has happened, told to browsers as it happens. */
export { startLiveHub, type LiveHub } from './hub.ts'
export type { ServerSocket } from './connection.ts'
export { addLiveRoute } from './route.ts'
export { openTopicBook, ownUserTopic, type Hearing, type TopicBook, type TopicRule } from './topic.ts'
