import { Link } from '@tanstack/react-router'
import { useText } from '#kit/i18n'
import { EmptyState } from '#kit/ui'

export function PageNotFound() {
  const t = useText('app')
  return (
    <EmptyState title={t('notFound.title')} hint={t('notFound.hint')} link={<Link to="/">{t('notFound.home')}</Link>} />
  )
}
