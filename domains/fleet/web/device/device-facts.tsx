import { useFormats, useLocalName, useText } from '#kit/i18n'
import { KeyValue, RelativeTime, Section } from '#kit/ui'
import type { DeviceRow } from '../api.ts'
import { measureName, unitOf } from '../measures.ts'

/** Whose it is, what it is, what it says of itself. */
export function DeviceFacts({ device }: { device: DeviceRow }) {
  const t = useText('fleet')
  const { serial, brand, kind, name, siteName, siteAlias, agreementId, attributes } = device
  const nameOf = useLocalName()
  const own = Object.entries(attributes)
  return (
    <>
      <Section title={t('device.identity')}>
        <KeyValue
          small
          items={[
            [
              t('column.serial'),
              <span key="serial" className="mono">
                {serial}
              </span>,
            ],
            [t('device.name'), name],
            [t('column.brand'), brand],
            [t('device.kind'), t(`kind.${kind}`)],
            [t('column.site'), nameOf(siteName, siteAlias) ?? '–'],
            agreementId !== null && [t('device.agreement'), agreementId],
          ]}
        />
      </Section>
      <LatestValues device={device} />
      {own.length > 0 && (
        <Section title={t('device.attributes')}>
          <KeyValue
            small
            items={own.map(([key, value]) => [
              <span key={key} className="mono">
                {key}
              </span>,
              typeof value === 'string' ? value : JSON.stringify(value),
            ])}
          />
        </Section>
      )}
    </>
  )
}

function LatestValues({ device: { latest } }: { device: DeviceRow }) {
  const t = useText('fleet')
  const formats = useFormats()
  const values = Object.entries(latest).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (values.length === 0) return null
  return (
    <Section title={t('device.latest')}>
      <KeyValue
        small
        items={values.map(([key, { value, at }]) => [
          measureName(t, key),
          <span key={key} className="row">
            <span className="n">{unitOf(key) ? formats.unit(value, unitOf(key)!) : formats.number(value)}</span>
            <span className="right t3">
              <RelativeTime at={at} />
            </span>
          </span>,
        ])}
      />
    </Section>
  )
}
