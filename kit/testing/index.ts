/** For tests of pages: shows a part as the console would. */
export { show, until, type Shown, type ShowOptions } from './show.tsx'
