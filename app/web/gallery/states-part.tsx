import { Button } from 'antd'
import { Inbox } from 'lucide-react'
import { NotReached, RefusedByServer } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton, Pane, Section, toast } from '#kit/ui'

const refused = new RefusedByServer({
  type: 'about:blank',
  title: '只有财务能作废账单 / Only finance can void an invoice',
  status: 403,
  code: 'subscription.finance-only',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  errors: [
    { path: '/lines/2/quantity', message: '> 0' },
    { path: '/dueAt', message: '≥ 2026-11-20' },
  ],
})

export function StatesPart() {
  const t = useText('gallery')
  return (
    <Pane bar={<h2>{t('parts.states')}</h2>}>
      <Section title={t('failed')}>
        <ErrorNotice
          error={new NotReached('no-connection')}
          what={t('invoiceFailed')}
          safe={t('usageSafe')}
          onRetry={() => {}}
        />
        <ErrorNotice error={refused} what={t('refusedTitle')} />
      </Section>
      <Section title={t('nothing')}>
        <EmptyState
          icon={Inbox}
          title={t('empty')}
          hint={t('emptyHint')}
          action={<Button type="primary">{t('new')}</Button>}
          link={<a href="#more">{t('more')}</a>}
        />
      </Section>
      <Section title={t('loading')}>
        <ListSkeleton rows={4} />
      </Section>
      <Section title={t('reassign')}>
        <Button onClick={() => toast({ text: t('toastText'), undo: () => toast({ text: t('undone') }) })}>
          {t('showToast')}
        </Button>
      </Section>
    </Pane>
  )
}
