/** Zero-width characters, soft hyphens, variation selectors: they hide a word from a machine, not from a reader. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu

/** Text as it is compared: full width is half width, capitals are small, what cannot be seen is gone. */
export function normalise(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '').toLowerCase().replace(/\s+/g, ' ')
}
