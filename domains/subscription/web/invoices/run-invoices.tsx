import { Button, Form, Modal, Progress } from 'antd'
import { useState } from 'react'
import { useLocalName, useText } from '#kit/i18n'
import { DateField, ErrorNotice, Shape } from '#kit/ui'
import { useToday } from '../use-today.ts'
import { useRun, type RunState } from './use-run.ts'

/** Bills every agreement up to a day, with progress, and says what came of it. */
export function RunInvoices({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('subscription')
  const today = useToday()
  const [until, setUntil] = useState(today)
  const [error, setError] = useState<Error>()
  const { state, start, stop, reset } = useRun()
  const running = state.phase === 'running'
  const run = (): void => {
    setError(undefined)
    start(until).catch((reason: Error) => {
      setError(reason)
      reset()
    })
  }
  const close = (): void => {
    reset()
    onClose()
  }
  const buttons =
    state.phase === 'waiting' ? (
      <>
        <Button onClick={close}>{t('kit:close')}</Button>
        <Button type="primary" onClick={run}>
          {t('run.start')}
        </Button>
      </>
    ) : running ? (
      <Button onClick={stop}>{t('run.stop')}</Button>
    ) : (
      <Button type="primary" onClick={close}>
        {t('kit:close')}
      </Button>
    )
  return (
    <Modal
      open={open}
      title={t('run.title')}
      footer={buttons}
      closable={!running}
      mask={{ closable: !running }}
      onCancel={close}
    >
      {state.phase === 'waiting' ? (
        <Form layout="vertical">
          <Form.Item label={t('run.until')} extra={t('run.hint')} htmlFor="run-until">
            <DateField id="run-until" value={until} last={today} onChange={(day = today) => setUntil(day)} />
          </Form.Item>
        </Form>
      ) : (
        <RunProgress state={state} />
      )}
      {error && <ErrorNotice error={error} what={t('run.failed')} safe={t('run.safe')} onRetry={run} />}
    </Modal>
  )
}

function RunProgress({ state: { phase, done, total, invoices, refused } }: { state: RunState }) {
  const t = useText('subscription')
  const nameOf = useLocalName()
  return (
    <div role="status">
      <Progress
        aria-label={t('run.title')}
        percent={total === 0 ? 0 : Math.round((done / total) * 100)}
        showInfo={false}
      />
      <p className="n">
        {t(`run.${phase}`, { done, total })} · {t('run.invoices', { count: invoices })}
      </p>
      {refused.map(({ agreement: { agreementId, number, customerName, customerAlias }, reason }) => (
        <p key={agreementId} className="row">
          <span className="bad">
            <Shape name="late" />
          </span>
          {t('run.refused', { number, customer: nameOf(customerName, customerAlias) ?? '', reason })}
        </p>
      ))}
    </div>
  )
}
