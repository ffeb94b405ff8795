import { Download } from 'lucide-react'
import { useLocale, useText } from '#kit/i18n'

interface DownloadButtonProps {
  readonly report: 'figures' | 'scores' | 'rules' | 'calibration'
  /** What the page shows: its time and filters. */
  readonly query: Readonly<Record<string, string | undefined>>
}

/** The table of the page as a file, its header in the page's language. */
export function DownloadButton({ report, query }: DownloadButtonProps) {
  const t = useText('quality')
  const locale = useLocale()
  const given = Object.entries<string | undefined>({ report, locale, ...query }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  )
  return (
    <a
      className="download row nb"
      href={`/api/conversation/report.csv?${new URLSearchParams(given).toString()}`}
      download
    >
      <Download aria-hidden size={14} strokeWidth={1.75} /> {t('report.download')}
    </a>
  )
}
