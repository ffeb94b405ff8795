import { Button, Drawer, Input, Segmented, Upload } from 'antd'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast, useScreenWidth } from '#kit/ui'
import { partyApi } from '../../api.ts'
import { PARTY_KEYS } from '../form/use-archive.ts'
import { Report } from './report.tsx'
import { readText } from './read-text.ts'

const KINDS = ['organisations', 'sites', 'people'] as const
type Kind = (typeof KINDS)[number]

/** A spreadsheet is tried first, with every problem and its row; what is without any comes in as a whole. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const t = useText('customers')
  const phone = useScreenWidth() === 'phone'
  const [kind, setKind] = useState<Kind>('organisations')
  const [csv, setCsv] = useState('')
  const command = useCommand(partyApi, 'importParty', { refetch: PARTY_KEYS })
  const { data: report } = command
  const ready = report && !report.applied && report.problemCount === 0
  const work = report ? report.created + report.changed : 0
  /** What was found out is about the text that it was found out of. */
  const write = (text: string) => {
    command.reset()
    setCsv(text)
  }
  const send = (apply: boolean) =>
    command.mutate(
      { body: { kind, csv, apply } },
      {
        onSuccess: ({ applied, created, changed }) => {
          if (applied) toast({ text: t('import.done', { created, changed }) })
        },
      },
    )
  const buttons = (
    <div className="row">
      {ready && work > 0 ? (
        <Button type="primary" loading={command.isPending} onClick={() => send(true)}>
          {t('import.act', { count: work })}
        </Button>
      ) : (
        <Button type="primary" disabled={csv.trim() === ''} loading={command.isPending} onClick={() => send(false)}>
          {t('import.check')}
        </Button>
      )}
      <Button onClick={onClose}>{t('kit:close')}</Button>
    </div>
  )
  return (
    <Drawer open onClose={onClose} size={phone ? '100%' : 640} title={t('import.title')} footer={buttons}>
      <KindChoice
        kind={kind}
        onChange={(next) => {
          command.reset()
          setKind(next)
        }}
      />
      <Source kind={kind} csv={csv} onChange={write} />
      {report && <Report report={report} />}
      {command.error && <ErrorNotice error={command.error} what={t('import.failed')} />}
    </Drawer>
  )
}

function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const t = useText('customers')
  return (
    <Segmented
      aria-label={t('import.what')}
      value={kind}
      options={KINDS.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
      onChange={onChange}
    />
  )
}

interface SourceProps {
  readonly kind: Kind
  readonly csv: string
  readonly onChange: (text: string) => void
}

/** Which columns there may be, and the rows: from a file, pasted or typed. */
function Source({ kind, csv, onChange }: SourceProps) {
  const t = useText('customers')
  return (
    <>
      <p className="t2 import-hint">{t(`import.columns.${kind}`)}</p>
      <p className="s t2 import-hint">{t('import.hint')}</p>
      <Upload
        accept=".csv,.tsv,.txt,text/csv"
        showUploadList={false}
        beforeUpload={async (file) => {
          onChange(await readText(file))
          return Upload.LIST_IGNORE
        }}
      >
        <Button icon={<FileUp aria-hidden size={14} strokeWidth={1.75} />}>{t('import.choose')}</Button>
      </Upload>
      <Input.TextArea
        className="mono import-text"
        aria-label={t('import.text')}
        placeholder={t(`import.example.${kind}`)}
        autoSize={{ minRows: 8, maxRows: 16 }}
        value={csv}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  )
}
