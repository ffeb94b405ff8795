import { Button, Modal } from 'antd'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import { ErrorNotice, KeyValue, StatusMark } from '#kit/ui'
import { auditApi, type Verification } from '../../api.ts'
import { CopyField } from '../../secret-once.tsx'

type Outcome = { readonly found: Verification } | { readonly error: Error }

/** Recomputes the hashes of the whole trail and says whether anybody has rewritten it. */
export function VerifyChain() {
  const t = useText('settings')
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const verify = async () => {
    setBusy(true)
    setOutcome(await auditApi.call.verifyAudit({ query: {} }).then(asFound, asFailed))
    setBusy(false)
  }
  return (
    <>
      <Button
        loading={busy}
        icon={<ShieldCheck aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => void verify()}
      >
        {t('audit.verify')}
      </Button>
      <Modal
        open={outcome !== undefined}
        title={t('audit.verify')}
        footer={null}
        onCancel={() => setOutcome(undefined)}
      >
        {outcome && ('found' in outcome ? <Found {...outcome.found} /> : <ErrorNotice error={outcome.error} />)}
      </Modal>
    </>
  )
}

const asFound = (found: Verification): Outcome => ({ found })
const asFailed = (error: unknown): Outcome => ({ error: error as Error })

function Found({ intact, links, head, broken, unchained }: Verification) {
  const t = useText('settings')
  return (
    <>
      <p className="settings-hint">
        <StatusMark shape={intact ? 'done' : 'late'}>{t(intact ? 'audit.intact' : 'audit.broken')}</StatusMark>
      </p>
      <KeyValue
        items={[
          [t('audit.links'), links],
          [t('audit.unchained'), unchained.count],
          broken && [t('audit.brokenAt'), `${broken.seq}: ${t(`audit.reason.${broken.reason}`)}`],
        ]}
      />
      {head && (
        <>
          <p className="s t2 anchor-hint">{t('audit.anchorHint')}</p>
          <CopyField label={t('audit.anchor')} value={`${head.seq} ${head.hash}`} />
        </>
      )}
    </>
  )
}
