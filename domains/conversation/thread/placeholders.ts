/** Words in braces that stand for what differs from one conversation to the next: `Hello {customer}`. */
export const PLACEHOLDERS = ['customer', 'agent', 'organisation', 'channel'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** Fills them in; other words in braces stay as they were typed. */
export function fillIn(text: string, words: Readonly<Record<Placeholder, string>>): string {
  return text.replace(/\{(\w+)\}/g, (typed, name: string) => (isPlaceholder(name) ? words[name] : typed))
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name)
}
