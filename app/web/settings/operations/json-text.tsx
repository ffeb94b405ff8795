import { Section } from '#kit/ui'

/** What programs have said, as it is: nothing where nothing was said. */
export function JsonText({ label, value }: { label: string; value: unknown }) {
  if (value === null || value === undefined) return null
  return (
    <div className="json-text">
      <Section title={label}>
        {/* It scrolls, so the keyboard must reach it. */}
        <pre className="settings-json mono" tabIndex={0} aria-label={label}>
          {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
        </pre>
      </Section>
    </div>
  )
}
