import { Button, Form, Input, Modal } from 'antd'
import { FileText, Handshake, PackageCheck } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useGo, useMay } from '#kit/data'
import { useFormats, useLocale, useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { DateField, ErrorNotice, Inspector, KeyValue, Section, StatusMark, toast } from '#kit/ui'
import { deliveryApi, type ProjectDetail } from '../api.ts'
import { useToday } from '../use-today.ts'

/** What the customer has signed and what operation has got. */
export function ProjectSide({ detail }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const { project } = detail
  return (
    <Inspector name="delivery.project" label={t('side.label')} head={<h2>{t('side.label')}</h2>}>
      {project.fields.goal && (
        <Section title={t('project.goal')}>
          <p>{project.fields.goal}</p>
        </Section>
      )}
      <AcceptanceSection detail={detail} />
      <HandOverSection detail={detail} />
      <Slot name="delivery.project.context" props={{ projectId: project.id, customerId: project.customerId }} />
    </Inspector>
  )
}

function AcceptanceSection({ detail: { project, acceptance } }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const formats = useFormats()
  const locale = useLocale()
  const may = useMay()
  const [signing, setSigning] = useState(false)
  const canSign = may('delivery.project.edit') && project.state === 'accepting' && acceptance === null
  return (
    <Section title={t('acceptance.title')} icon={FileText}>
      {acceptance === null ? (
        <p className="t2">{t(project.state === 'accepting' ? 'acceptance.waiting' : 'acceptance.notYet')}</p>
      ) : (
        <>
          <KeyValue
            small
            items={[
              [t('acceptance.signedBy'), [acceptance.signedBy, acceptance.signerTitle].filter(Boolean).join(' · ')],
              [
                t('acceptance.signedOn'),
                <span key="on" className="n">
                  {formats.date(acceptance.signedOn)}
                </span>,
              ],
              acceptance.remarks !== null && [t('acceptance.remarks'), acceptance.remarks],
            ]}
          />
          <p>
            <a
              href={`/api/delivery/projects/${project.id}/acceptance/pdf?locale=${locale}`}
              target="_blank"
              rel="noreferrer"
            >
              {t('acceptance.certificate')}
            </a>
          </p>
        </>
      )}
      {canSign && <Button onClick={() => setSigning(true)}>{t('acceptance.sign')}</Button>}
      {canSign && <SignDialog projectId={project.id} open={signing} onClose={() => setSigning(false)} />}
    </Section>
  )
}

interface Signature {
  readonly signedBy: string
  readonly signerTitle?: string
  readonly signedOn: string
  readonly remarks?: string
}

function SignDialog({ projectId, open, onClose }: { projectId: string; open: boolean; onClose: () => void }) {
  const t = useText('delivery')
  const today = useToday()
  const [form] = Form.useForm<Signature>()
  const command = useCommand(deliveryApi, 'signAcceptance', { refetch: [deliveryApi.key()] })
  const sign = ({ signerTitle, remarks, ...signature }: Signature) =>
    command.mutate(
      {
        params: { id: projectId },
        body: { ...signature, ...(signerTitle && { signerTitle }), ...(remarks && { remarks }) },
      },
      { onSuccess: onClose },
    )
  const required = [{ required: true, message: t('missing') }]
  return (
    <Modal
      open={open}
      title={t('acceptance.sign')}
      okText={t('acceptance.save')}
      cancelText={t('kit:close')}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form<Signature>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ signedOn: today }}
        onFinish={sign}
      >
        <Form.Item name="signedBy" label={t('acceptance.signedBy')} rules={required}>
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <Form.Item name="signerTitle" label={t('acceptance.signerTitle')}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="signedOn" label={t('acceptance.signedOn')} rules={required}>
          <DateField last={today} />
        </Form.Item>
        <Form.Item name="remarks" label={t('acceptance.remarks')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} what={t('acceptance.failed')} />}
    </Modal>
  )
}

function HandOverSection({ detail: { project, acceptance, handOver, links } }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const formats = useFormats()
  const go = useGo()
  const may = useMay()
  const command = useCommand(deliveryApi, 'handOver', { refetch: [deliveryApi.key()] })
  const agreement = links.find(({ relation }) => relation === 'agreement')?.ref.split(':')[1]
  const ready = acceptance !== null && handOver !== null && handOver.handedOverAt === null
  const give = () =>
    command.mutate(
      { params: { id: project.id } },
      { onSuccess: () => toast({ text: t('handOver.done', { number: project.number }) }) },
    )
  return (
    <Section title={t('handOver.title')} icon={PackageCheck}>
      {handOver === null ? (
        <p className="t2">{t('handOver.notPrepared')}</p>
      ) : (
        <KeyValue
          small
          items={[
            [t('handOver.site'), handOver.content.site.name],
            [
              t('handOver.devices'),
              <span key="n" className="n">
                {handOver.content.devices.length}
              </span>,
            ],
            [t('handOver.agreement'), handOver.content.agreement.name],
            handOver.handedOverAt !== null && [
              t('state'),
              <StatusMark key="state" shape="done" form="plain">
                {t('handOver.given', { at: formats.moment(handOver.handedOverAt) })}
              </StatusMark>,
            ],
          ]}
        />
      )}
      {agreement && (
        <Button onClick={() => go(`/subscription/agreements/${agreement}`)}>{t('handOver.openAgreement')}</Button>
      )}
      {may('delivery.project.edit') && ready && (
        <Button
          type="primary"
          loading={command.isPending}
          icon={<Handshake aria-hidden size={14} strokeWidth={1.75} />}
          onClick={give}
        >
          {t('handOver.give')}
        </Button>
      )}
      {command.error && <ErrorNotice error={command.error} what={t('handOver.failed')} />}
    </Section>
  )
}
