import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { ErrorNotice, toast } from '#kit/ui'
import { deskApi, type ProblemAct, type ProblemDetail } from '../api.ts'
import { madeAgainst } from '../words.ts'

type Words = Partial<Record<'rootCause' | 'workaround' | 'solution' | 'text', string>>

/** What each act asks for; an act without words happens at once. */
const ASKS: Readonly<Record<ProblemAct, readonly (keyof Words)[]>> = {
  investigate: [],
  know: ['rootCause', 'workaround'],
  solve: ['rootCause', 'solution'],
  reopen: ['text'],
  close: [],
}
/** From the first suspicion to the end. */
const IN_ORDER: readonly ProblemAct[] = ['investigate', 'know', 'solve', 'close', 'reopen']

/** The next step of a problem, and the others that its state allows; `S` does the first. */
export function ProblemActs({ detail }: { detail: ProblemDetail }) {
  const t = useText('desk')
  const mayWork = useMay()('desk.problem.work')
  const [asked, ask] = useState<ProblemAct>()
  const acting = useProblemActing(detail)
  const possible = IN_ORDER.filter((act) => detail.acts.some((each) => each.act === act))
  const [first] = possible
  const begin = (act: ProblemAct) => (ASKS[act].length > 0 ? ask(act) : acting.perform(act, {}))
  const key = first && {
    keys: 'S',
    titleKey: `desk:problemAct.${first}`,
    group: 'screen' as const,
    run: () => begin(first),
  }
  useKeys(key ? [key] : [], mayWork && asked === undefined)
  if (!mayWork) return null
  return (
    <>
      {possible.toReversed().map((act) => (
        <Button
          key={act}
          type={act === first ? 'primary' : 'default'}
          loading={acting.pending && act === first}
          onClick={() => begin(act)}
        >
          {t(`problemAct.${act}`)}
        </Button>
      ))}
      {asked && <ActForm act={asked} detail={detail} onClose={() => ask(undefined)} />}
    </>
  )
}

function ActForm({ act, detail, onClose }: { act: ProblemAct; detail: ProblemDetail; onClose: () => void }) {
  const t = useText('desk')
  const [form] = Form.useForm<Words>()
  const acting = useProblemActing(detail)
  const { rootCause, workaround, solution } = detail.problem.fields
  const known = { rootCause, workaround, solution }
  return (
    <Modal
      open
      title={t(`problemAct.${act}`)}
      okText={t(`problemAct.${act}`)}
      cancelText={t('kit:back')}
      confirmLoading={acting.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Words>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={known}
        onFinish={(words) => acting.perform(act, words, onClose)}
      >
        {ASKS[act].map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`problemField.${name}`)}
            extra={t(`problemHint.${name}`)}
            rules={[{ required: true, whitespace: true, message: t('problem.missing') }]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
          </Form.Item>
        ))}
      </Form>
      {acting.error && <ErrorNotice error={acting.error} />}
    </Modal>
  )
}

function useProblemActing({ problem: { id, version } }: ProblemDetail) {
  const t = useText('desk')
  const command = useCommand(deskApi, 'actOnProblem', { refetch: [deskApi.key()] })
  const perform = (act: ProblemAct, { text, ...fields }: Words, onDone?: () => void) =>
    command.mutate(
      {
        params: { id },
        body: { act, ...(text && { text }), ...(Object.keys(fields).length > 0 && { fields }) },
        headers: madeAgainst(version),
      },
      {
        onSuccess: ({ number, state }) => {
          toast({ text: t('problem.moved', { number, state: t(`problemState.${state}`) }) })
          onDone?.()
        },
      },
    )
  return { error: command.error, pending: command.isPending, perform }
}
