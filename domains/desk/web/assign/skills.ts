/** Skills as people type them: `network 2`; without a figure the first level. */

export function tagsOf(skills: Readonly<Record<string, number>>): string[] {
  return Object.entries(skills).map(([skill, level]) => (level === 1 ? skill : `${skill} ${level}`))
}

const LEVEL_MAX = 5

export function skillsOf(tags: readonly string[]): Record<string, number> {
  return Object.fromEntries(tags.map(skillOf).filter(([skill]) => skill !== ''))
}

function skillOf(tag: string): [string, number] {
  const [, skill = '', level] = /^(.*?)(?:\s+(\d+))?$/.exec(tag.trim()) ?? []
  return [skill.trim().slice(0, 40), Math.min(LEVEL_MAX, Math.max(1, Number(level ?? 1)))]
}
