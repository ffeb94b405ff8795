/** The border for programs and browsers: contracts become routes, refusals become problem documents. */
export { routes, type Call, type Handlers, type RouteSet } from './routes.ts'
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
