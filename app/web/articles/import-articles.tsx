import { Form, Input, Segmented, Select, Switch, Upload } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { FormDrawer, toast } from '#kit/ui'
import { knowledgeApi } from './api.ts'
import './article.css'

interface Draft {
  readonly format: 'csv' | 'markdown'
  readonly content: string
  readonly audience: 'internal' | 'customer'
  readonly tags: string[]
  readonly publish: boolean
}

const CONTENT_MAX = 900_000

/** Many articles at once, from a table or a text; all of them or none. */
export function ImportArticles({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('knowledge')
  const [form] = Form.useForm<Draft>()
  const command = useCommand(knowledgeApi, 'importArticles', {
    refetch: [knowledgeApi.key()],
    onDone: ({ created, existing }) => {
      toast({ text: t('importDone', { count: created, existing }) })
      onClose()
    },
  })
  const read = async (file: File): Promise<void> => {
    const format = /\.(md|markdown|txt)$/i.test(file.name) ? 'markdown' : 'csv'
    form.setFieldsValue({ content: await file.text(), format })
    await form.validateFields(['content'])
  }
  return (
    <FormDrawer<Draft>
      open={open}
      title={t('import')}
      form={form}
      initial={{ format: 'csv', content: '', audience: 'customer', tags: [], publish: false }}
      submit={t('import')}
      busy={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate({ body })}
      onClose={onClose}
    >
      <p className="s t2 article-hint">{t('importHint')}</p>
      <FilePicker onPick={(file) => void read(file).catch(() => undefined)} />
      <Form.Item name="format" label={t('importFormat')}>
        <Segmented
          options={[
            { value: 'csv', label: 'CSV' },
            { value: 'markdown', label: 'Markdown' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="content"
        label={t('importContent')}
        rules={[
          { required: true, message: t('importEmpty') },
          { max: CONTENT_MAX, message: t('importTooLarge') },
        ]}
      >
        <Input.TextArea className="mono" autoSize={{ minRows: 6, maxRows: 14 }} />
      </Form.Item>
      <AboutAll />
    </FormDrawer>
  )
}

function FilePicker({ onPick }: { onPick: (file: File) => void }) {
  const t = useText('knowledge')
  return (
    <Form.Item>
      <Upload.Dragger
        accept=".csv,.md,.markdown,.txt"
        showUploadList={false}
        beforeUpload={(file) => {
          onPick(file)
          return false
        }}
      >
        {t('importFile')}
      </Upload.Dragger>
    </Form.Item>
  )
}

/** What holds for all of them. */
function AboutAll() {
  const t = useText('knowledge')
  return (
    <>
      <Form.Item name="audience" label={t('field.audience')} extra={t('audienceHint')}>
        <Segmented
          options={(['customer', 'internal'] as const).map((value) => ({ value, label: t(`audience.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="tags" label={t('field.tags')} extra={t('tagsHint')}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="publish" label={t('importPublish')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  )
}
