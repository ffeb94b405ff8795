/** The border for programs and browsers: contracts become routes, refusals become problem documents. */
export {
  idParams,
  instant,
  noContent,
  pageOf,
  pageQuery,
  route,
  type AnyRoute,
  type Contract,
  type Method,
  type Page,
  type Route,
} from './contract.ts'
export { csvLine, sendCsv, type Cell, type Table } from './csv.ts'
export { PUBLIC, SIGNED_IN, type Gate } from './gate.ts'
export { outgoingRefusals } from './outgoing-refusals.ts'
export { assertOutsideUrl, fetchOutside, streamOutside, type OutsideAnswer, type OutsideRequest } from './outgoing.ts'
export { assertOutsideHost } from './outside-host.ts'
export { localeOf } from './problems.ts'
export type { RateRule } from './rates.ts'
export type { RawRoute } from './raw-route.ts'
export { httpRefusals } from './refusals.ts'
export { checkedBelow, routes, type Call, type Handlers, type RouteSet, type RowCall } from './routes.ts'
export { buildServer, type ServerOptions } from './server.ts'
export { loadRefusalTexts, type LocaleModule, type RefusalTexts } from './texts.ts'
