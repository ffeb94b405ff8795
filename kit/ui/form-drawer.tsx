import { Button, Drawer, Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { ErrorNotice } from './error-notice.tsx'
import { useFieldProblems } from './field-problems.ts'
import { useScreenWidth } from './screen.ts'

export interface FormDrawerProps<T extends object> {
  readonly open: boolean
  readonly title: ReactNode
  readonly form: FormInstance<T>
  readonly initial: Partial<T>
  /** The act, as the button says it. */
  readonly submit: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (values: T) => void
  readonly onClose: () => void
  /** Before the fields, in sight: what has to be known before it is sent again. */
  readonly notice?: ReactNode
  /** Further acts below the fields. */
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/**
 * One thing as a form beside its list: fields, further acts, one primary button at the foot. What the server refuses
 * stands at the fields that it names; what it does not tie to a field stands below them.
 */
export function FormDrawer<T extends object>(props: FormDrawerProps<T>) {
  const { open, title, form, initial, submit, busy, error, onSubmit, onClose, notice, acts, children } = props
  const t = useText('kit')
  const phone = useScreenWidth() === 'phone'
  const atFields = useFieldProblems(form, error)
  const buttons = (
    <div className="row">
      <Button type="primary" loading={busy} onClick={() => form.submit()}>
        {submit}
      </Button>
      <Button onClick={onClose}>{t('close')}</Button>
    </div>
  )
  return (
    <Drawer open={open} onClose={onClose} size={phone ? '100%' : 480} title={title} footer={buttons} destroyOnHidden>
      {notice}
      <Form<T>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={onSubmit}
        requiredMark={false}
        preserve={false}
        scrollToFirstError
      >
        {children}
      </Form>
      {error && !atFields && <ErrorNotice error={error} />}
      {acts}
    </Drawer>
  )
}
