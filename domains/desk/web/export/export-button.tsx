import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { currentLocale, useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { saveTable, type Progress } from './save-table.ts'

/** Saves the list as it is filtered as a table; says how far it is, and stops when the page is left. */
export function ExportButton({ query }: { query: Readonly<Record<string, unknown>> }) {
  const t = useText('desk')
  const [progress, setProgress] = useState<Progress>()
  const leaving = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    return () => controller.abort()
  }, [])
  const save = async (): Promise<void> => {
    const { signal } = leaving.current
    const filters = new URLSearchParams({ ...(query as Record<string, string>), locale: currentLocale() })
    setProgress({ done: 0, total: 0 })
    try {
      const count = await saveTable(`/api/desk/incidents.csv?${filters.toString()}`, setProgress, signal)
      toast({ text: t('export.done', { count }) })
    } catch (error) {
      if (!signal.aborted) toast({ text: t('export.failed', { reason: (error as Error).message }) })
    } finally {
      setProgress(undefined)
    }
  }
  return (
    <Button
      className="wide"
      title={t('export.hint')}
      loading={progress !== undefined}
      icon={<Download aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => void save()}
    >
      <span className="n">
        {progress && progress.total > 0 ? t('export.busy', { ...progress }) : t('export.button')}
      </span>
    </Button>
  )
}
