/** @jsxImportSource preact */

/** Drawn in the current colour, 1.75 px strong, as everywhere in Facet. */
const PATHS = {
  bell: 'M10.3 21a1.94 1.94 0 0 0 3.4 0M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9',
  book: 'M12 7v14M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z',
  bot: 'M12 8V4H8M4 8h16v12H4zM2 14h2M20 14h2M15 13v2M9 13v2',
  check: 'M20 6 9 17l-5-5',
  chevron: 'm9 18 6-6-6-6',
  clip: 'm16 6-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.5a4 4 0 1 0-5.7-5.7l-8.4 8.6a6 6 0 1 0 8.5 8.4l8.4-8.5',
  close: 'M18 6 6 18M6 6l12 12',
  more: 'M12 12h.01M19 12h.01M5 12h.01',
  plus: 'M5 12h14M12 5v14',
  send: 'M3.7 3.3a.5.5 0 0 0-.7.6l2.8 7.4a2 2 0 0 1 0 1.4L3 20.1a.5.5 0 0 0 .7.6l18-8.5a.5.5 0 0 0 0-.9zM6 12h16',
  smile: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01',
  warn: 'm21.7 18-8-14a2 2 0 0 0-3.4 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3M12 9v4M12 17h.01',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
