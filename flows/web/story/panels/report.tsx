import { useFormats, useText } from '#kit/i18n'
import { Card, KeyValue } from '#kit/ui'
import type { Facts, Panels } from '../api.ts'

/** What the technician's phone posted late, and what it left in the device's life. */
export function Report({ report, facts }: { report: NonNullable<Panels['report']>; facts: Facts }) {
  const t = useText('story')
  const f = useFormats()
  const picture = (fact: string, label: string) =>
    facts[fact] !== undefined && (
      <img src={`/api/engine/files/${facts[fact]}/thumbnail`} alt={label} width={132} height={88} />
    )
  return (
    <div className="story-duo">
      <Card title={t('report.title')}>
        <div className="in col">
          <KeyValue
            items={[
              [
                t('report.happened'),
                <span key="happened" className="n">
                  {f.iso(facts['completedAt']?.toString() ?? null).slice(11, 19)}
                </span>,
              ],
              [
                t('report.posted'),
                <span key="posted" className="n">
                  {f.iso(facts['postedAt']?.toString() ?? null).slice(11, 19)}
                </span>,
              ],
              [
                t('report.out'),
                <span key="out" className="mono">
                  {facts['oldSerial']}
                </span>,
              ],
              [
                t('report.in'),
                <span key="in" className="mono">
                  {facts['newSerial']}
                </span>,
              ],
              [t('report.note'), report.note],
            ]}
          />
          <div className="story-pictures">
            {picture('photoId', t('report.photo'))}
            {picture('signatureId', t('report.signature'))}
          </div>
        </div>
      </Card>
      <Card title={t('report.life')}>
        <ol className="in story-life">
          {report.life.map(({ kind, at, actor }) => (
            <li key={at + kind}>
              <time className="s t3 n">{f.moment(at)}</time>
              <span>{t(`life.${kind}`, { defaultValue: kind })}</span>
              <span className="s t2">{actor}</span>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}
