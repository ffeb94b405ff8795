import { Button } from 'antd'
import { CalendarClock, Plus } from 'lucide-react'
import { useRows, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ContextList, EmptyState, PageTitle, Pane, Panes } from '#kit/ui'
import { calendarApi, type StoredCalendar } from '../api.ts'
import { CalendarForm } from './calendar-form.tsx'

/** Working hours, by which promises are reckoned. */
export function CalendarsPage() {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const rows = useRows(calendarApi.pages('listCalendars', { query: {} }))
  const chosen = rows.items.find(({ id }) => id === search['calendar'])
  const adding = search['new'] === '1'
  const open = (calendar: string | undefined) => patch({ calendar, new: undefined }, { push: true })
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      <Button
        type="primary"
        icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => patch({ new: '1', calendar: undefined }, { push: true })}
      >
        {t('calendars.new')}
      </Button>
    </>
  )
  return (
    <Panes show={chosen || adding ? 'main' : 'list'}>
      <Pane kind="list" name="settings.calendars" bar={bar} label={t('calendars.title')}>
        <ContextList<StoredCalendar>
          label={t('calendars.title')}
          rows={rows}
          rowKey={({ id }) => id}
          selected={chosen?.id}
          onOpen={({ id }) => open(id)}
          render={({ name, zone, isDefault }) => ({
            title: name,
            detail: zone,
            ...(isDefault && { end: <Chip>{t('calendars.default')}</Chip> }),
          })}
          empty={<EmptyState icon={CalendarClock} title={t('calendars.empty')} />}
        />
      </Pane>
      <Pane padded onBack={() => open(undefined)} bar={<h2>{chosen?.name ?? (adding ? t('calendars.new') : '')}</h2>}>
        {chosen && <CalendarForm key={`${chosen.id}-${chosen.version}`} calendar={chosen} onSaved={open} />}
        {!chosen && adding && <CalendarForm calendar={undefined} onSaved={open} />}
        {!chosen && !adding && (
          <EmptyState icon={CalendarClock} title={t('calendars.choose')} hint={t('calendars.hint')} />
        )}
      </Pane>
    </Panes>
  )
}
