/** What a page reads and commands: the typed client, live updates, the session, the address, preferences, time. */
export { apiOf, ifMatch, useCommand, type Api, type CommandOptions, type PagesQuery, type RouteQuery } from './api.ts'
export { leave, onLeave } from './leaving.ts'
export type { LiveEvent, LiveState } from './live.ts'
export { NotReached } from './not-reached.ts'
export { freezeNow, nowMs, useNow } from './now.ts'
export { createQueryClient } from './query-client.ts'
export {
  mayOf,
  sessionApi,
  SessionProvider,
  useForgetSession,
  useMay,
  useSession,
  useSessionState,
  type Session,
  type SessionState,
} from './session.tsx'
export { rowsOf, rowsOfQuery, useRows, useRowsOfPages, type Rows } from './rows.ts'
export { readStored, useStored, writeStored } from './stored.ts'
export { upload } from './upload.ts'
export { parseSearch, useGo, useUrlState, useUrlValue, writeSearch, type Search } from './url.ts'
export { closeLive, useLive, useLiveState, type LiveOptions } from './use-live.ts'
export { RefusedByServer, type Client, type Contract, type Page, type ProblemDocument } from '#engine/http/contract'
export { useInfiniteQuery, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
