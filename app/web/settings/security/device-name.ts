// The order matters: Edge also calls itself Chrome, Chrome also calls itself Safari.
const BROWSERS = [
  ['Edge', /Edg/],
  ['WeChat', /MicroMessenger/],
  ['Firefox', /Firefox/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
] as const
const SYSTEMS = [
  ['iOS', /iPhone|iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const

/** `Chrome, Windows`: as much as a person needs to recognise the device. */
export function deviceName(userAgent: string | null): string | undefined {
  const named = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0]
  const words = [named(BROWSERS), named(SYSTEMS)].filter((word) => word !== undefined)
  return words.length > 0 ? words.join(', ') : undefined
}
