import type { Locale } from '#engine/kernel'

/** Sentences that flows say by themselves. */
type InBoth = Readonly<Record<Locale, string>>

const CAUSES: Readonly<Record<string, (value: number) => string>> = {
  disk_wear: (value) => `硬盘磨损 ${value} %`,
  disk_errors: (value) => `硬盘写错误 ${value} 次`,
  battery_wear: (value) => `电池容量只剩 ${value} %`,
  crashes: (value) => `7 天内崩溃 ${value} 次`,
  overheating: (value) => `处理器 ${value} °C`,
  disk_full: (value) => `磁盘只剩 ${value} %`,
}

/** The subject of the incident that a device opens by itself. */
export function faultSubject(cause: string, value: number, deviceName: string): string {
  return `${CAUSES[cause]?.(value) ?? `${cause} ${value}`} · ${deviceName}`
}

export function trackingTitle(technician: string, startsAt: string, endsAt: string, zone: string): InBoth {
  const window = `${timeOf(startsAt, zone)}–${timeOf(endsAt, zone)}`
  return { 'zh-CN': `工程师 ${technician} ${window} 到`, en: `Your engineer ${technician} comes ${window}` }
}

export function restoredMessage(number: string): InBoth {
  return {
    'zh-CN': `${number} 已恢复。还有问题直接回复这里，我们接着处理。`,
    en: `${number} is restored. If anything is still wrong, answer here and we go on.`,
  }
}

function timeOf(instant: string, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
}
