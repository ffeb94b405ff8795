import { Archive, CirclePlus, Route, Wrench, type LucideIcon } from 'lucide-react'
import { useText } from '#kit/i18n'
import { Timeline } from '#kit/ui'
import type { TFunction } from 'i18next'
import type { LifeItem } from '../api.ts'

const ICONS: Readonly<Record<string, LucideIcon>> = { registered: CirclePlus, stage: Route, part_changed: Wrench }

/** What the device has been through, newest first: the chain of custody. */
export function DeviceLife({ life }: { life: readonly LifeItem[] }) {
  const t = useText('fleet')
  const entries = life.map((item) => ({
    id: item.entryId,
    at: item.at,
    icon: ICONS[item.kind] ?? Archive,
    title: (
      <>
        <b>{item.actor}</b> {lifeWords(t, item)}
      </>
    ),
    ...(textOf(item.detail['note']) && { body: textOf(item.detail['note']) }),
  }))
  if (entries.length === 0) return <p className="t2 device-well">{t('life.none')}</p>
  return <Timeline label={t('tab.life')} entries={entries} />
}

function lifeWords(t: TFunction, { kind, detail }: LifeItem): string {
  switch (kind) {
    case 'registered':
      return t('life.registered', { stage: t(`stage.${textOf(detail['stage']) || 'deployed'}`) })
    case 'stage':
      return t('life.stage', { from: t(`stage.${textOf(detail['from'])}`), to: t(`stage.${textOf(detail['to'])}`) })
    case 'part_changed':
      return t('life.part', {
        code: textOf(detail['code']),
        oldSerial: textOf(detail['oldSerial']) || '–',
        newSerial: textOf(detail['newSerial']) || '–',
      })
    default:
      return kind
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
