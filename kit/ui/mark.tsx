/** The mark: a cube of six facets. Drawn in the current colour; never rotated, outlined or animated. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className="facet-mark" viewBox="0 0 24 24" width={size} height={size} fill="currentColor" aria-hidden>
      <path d="M12 1.7 20.3 6.5 12 11.3 3.7 6.5Z" />
      <path d="M3.1 7.6 11.4 12.4V21.9L3.1 17.1Z" opacity=".72" />
      <path d="M13.2 12 20.9 7.6V16.4Z" />
      <path d="M12.6 13.1 20.3 17.5 12.6 21.9Z" opacity=".4" />
    </svg>
  )
}
