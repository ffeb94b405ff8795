import { avatarColours, fontFamily, monoFamily, motion, palette, shadows, type Mode } from './palette.ts'

/**
 * The palette as CSS variables: `accentSoft` is `var(--accent-soft)`. `tokens.css` holds exactly this text;
 * after a change of the palette it is written anew by `vitest run kit/ui/tokens.test.ts -u`.
 */
export function tokensCss(): string {
  const shared = [
    ['font', fontFamily],
    ['mono', monoFamily],
    ['ease', motion.easing],
    ['ring', '0 0 0 2px var(--bg), 0 0 0 4px var(--accent)'],
  ] as const
  return [
    block(':root', shared),
    block(":root,\n:root[data-theme='light']", modeVariables('light')),
    block(":root[data-theme='dark']", modeVariables('dark')),
  ].join('\n')
}

function modeVariables(mode: Mode): readonly (readonly [string, string])[] {
  const avatars = avatarColours[mode].flatMap(
    ([ground, ink], index) => [[`av${index}`, ground] as const, [`av${index}-ink`, ink] as const] as const,
  )
  return [
    ...Object.entries(palette[mode]).map(([name, value]) => [kebab(name), value] as const),
    ...Object.entries(shadows[mode]),
    ...avatars,
  ]
}

function block(selector: string, variables: readonly (readonly [string, string])[]): string {
  const lines = variables.map(([name, value]) => `  --${name}: ${value};`)
  return `${selector} {\n${lines.join('\n')}\n}\n`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
