import { useGo } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { useThingPage } from '#kit/slots'
import { KeyValue, RecordDrawer, Section } from '#kit/ui'
import type { AuditRow } from '../../api.ts'
import { JsonText } from '../json-text.tsx'
import { changesOf, fieldName, pageOf, sentenceOf, subjectOf, valueText } from './sentence.ts'

interface EntryDrawerProps {
  readonly entry: AuditRow
  readonly names: ReadonlyMap<string, string>
  readonly onClose: () => void
}

/** One entry of the trail: what was done to what, which fields are other ones now, and the entry as it was recorded. */
export function EntryDrawer({ entry, names, onClose }: EntryDrawerProps) {
  const t = useText('settings')
  const { iso } = useFormats()
  const mono = (text: string) => <span className="mono s">{text}</span>
  const { before, after } = entry
  return (
    <RecordDrawer title={sentenceOf(t, entry, names)} onClose={onClose}>
      <KeyValue
        items={[
          [t('audit.at'), mono(iso(entry.at))],
          [t('audit.actor'), `${entry.actorName} · ${t(`audit.kinds.${entry.actorKind}`)}`],
          [t('audit.subject'), <SubjectLink key="subject" subject={entry.subject} />],
          [t('audit.address'), entry.address ?? '–'],
          [t('audit.trace'), mono(entry.traceId)],
          [t('audit.action'), mono(entry.action)],
        ]}
      />
      <Changes entry={entry} names={names} />
      {(before ?? after) !== null && (before ?? after) !== undefined && (
        <details className="audit-recorded">
          <summary className="t2">{t('audit:asRecorded')}</summary>
          <JsonText label={t('audit:was')} value={before} />
          <JsonText label={t('audit:is')} value={after} />
        </details>
      )}
    </RecordDrawer>
  )
}

/** What it is, leading to its page where there is one. */
function SubjectLink({ subject }: { subject: string }) {
  const t = useText('settings')
  const go = useGo()
  const { kind, id, word } = subjectOf(t, subject)
  const thing = useThingPage(kind)
  const path = thing?.pathOf(id) ?? pageOf(kind, id)
  const short = id.length > 12 ? `…${id.slice(-8)}` : id
  return (
    <span title={subject}>
      {path === undefined ? (
        word
      ) : (
        <button type="button" className="link-button" onClick={() => go(path)}>
          {word}
        </button>
      )}{' '}
      <span className="mono s t2">{short}</span>
    </span>
  )
}

function Changes({ entry, names }: Pick<EntryDrawerProps, 'entry' | 'names'>) {
  const t = useText('settings')
  const changes = changesOf(entry)
  if (changes.length === 0) return null
  return (
    <div className="json-text">
      <Section title={t('audit:changes')}>
        <table className="audit-changes">
          <thead>
            <tr>
              <th scope="col">{t('audit:field')}</th>
              <th scope="col">{t('audit:was')}</th>
              <th scope="col">{t('audit:is')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{fieldName(t, field)}</th>
                <td className="t2">{valueText(t, before, names)}</td>
                <td>{valueText(t, after, names)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </div>
  )
}
