/**
 * A light English stem: plural and verb endings go, meaning stays (`cards`, `card` → `card`;
 * `declined`, `declining` → `declin`). Lighter than Porter on purpose: derivational endings
 * (`payment`, `payable`) carry the intent of a question.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  return withoutFinalE(withoutVerbEnding(singular(word)))
}

function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') && !/[sui]s$/.test(word) ? word.slice(0, -1) : word
}

function withoutVerbEnding(word: string): string {
  const stripped = word.replace(/(?:ing|ed)$/, '')
  if (stripped === word || stripped.length < 3 || !/[aeiouy]/.test(stripped)) return word
  return /([bdfgmnprt])\1$/.test(stripped) ? stripped.slice(0, -1) : stripped
}

function withoutFinalE(word: string): string {
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word
}
