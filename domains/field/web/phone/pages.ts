/** The technician's pages come in one piece: who opened the day has the visit on the phone as well. */
export { MyDay } from './my-day.tsx'
export { VisitPage } from './visit-page.tsx'
