import { useText } from '#kit/i18n'

const LOOKS = ['done', 'running', 'sure', 'draft', 'late', 'off'] as const

/** What the edges and fills of the lanes mean. */
export function Legend() {
  const t = useText('field')
  return (
    <div className="gantt-legend s t2">
      {LOOKS.map((look) => (
        <span key={look} className="nb">
          <i className={look} aria-hidden />
          {t(`look.${look}`)}
        </span>
      ))}
    </div>
  )
}
