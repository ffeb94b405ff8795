const GROUNDS = 5

export interface AvatarProps {
  readonly name: string
  readonly size?: 24 | 28 | 32
}

/** A person by surname character (李) or initials (LW), always in the same of five colours. */
export function Avatar({ name, size = 24 }: AvatarProps) {
  const ground = groundOf(name)
  return (
    <span
      className={`avatar s${size}`}
      style={{ background: `var(--av${ground})`, color: `var(--av${ground}-ink)` }}
      data-letters={lettersOf(name)}
      aria-hidden
    />
  )
}

export function lettersOf(name: string): string {
  const words = name.trim().split(/\s+/)
  if (/^\p{Script=Han}/u.test(name.trim())) return name.trim().slice(0, 1)
  const initials = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return initials.map((word) => word.slice(0, 1).toUpperCase()).join('')
}

function groundOf(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) % 9973
  return sum % GROUNDS
}
