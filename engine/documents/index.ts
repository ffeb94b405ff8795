/** Documents for people: Typst templates become PDF, with Chinese and Latin letters of one face. */
export { createDocuments, type Documents } from './documents.ts'
