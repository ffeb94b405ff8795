/** What can be found: an FAQ, a knowledge article, a passage of a document. */
export interface SearchDocument {
  readonly id: string
  readonly title?: string | undefined
  readonly text: string
}
