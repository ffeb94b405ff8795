import { Button, Form, Input, Select, Switch } from 'antd'
import { useMemo, useState } from 'react'
import { ifMatch, useCommand, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, Section, toast } from '#kit/ui'
import { calendarApi, type CalendarDefinition, type StoredCalendar } from '../api.ts'
import { SettingsColumn } from '../settings-column.tsx'
import { hoursOfText, hoursToText, specialOfText, specialToText } from './hours-text.ts'
import { OpeningsPreview } from './openings-preview.tsx'

const DAYS = ['0', '1', '2', '3', '4', '5', '6'] as const
type Day = (typeof DAYS)[number]

interface CalendarDraft {
  readonly name: string
  readonly isDefault: boolean
  readonly tz: string
  readonly week: Readonly<Record<Day, string>>
  readonly special: string
}

interface CalendarFormProps {
  readonly calendar: StoredCalendar | undefined
  readonly onSaved: (id: string) => void
}

/** A working week, its exceptions, and what comes of them: the next opening hours, as they are typed. */
export function CalendarForm({ calendar, onSaved }: CalendarFormProps) {
  const t = useText('settings')
  const zone = useSession().tenant.zone
  const first = useMemo(() => draftOf(calendar, zone), [calendar, zone])
  const [draft, setDraft] = useState(first)
  const set = (change: Partial<CalendarDraft>) => setDraft({ ...draft, ...change })
  const definition = definitionOf(draft)
  const dirty = JSON.stringify(draft) !== JSON.stringify(first)
  return (
    <SettingsColumn>
      <GeneralFields draft={draft} isDefault={calendar?.isDefault === true} onChange={set} />
      <Section title={t('calendars.week')}>
        <p className="s t2 settings-hint">{t('calendars.weekHint')}</p>
        {DAYS.map((day) => (
          <DayRow
            key={day}
            day={day}
            text={draft.week[day]}
            onChange={(text) => set({ week: { ...draft.week, [day]: text } })}
          />
        ))}
      </Section>
      <SpecialDaysField text={draft.special} onChange={(special) => set({ special })} />
      <Section title={t('calendars.preview')}>
        <OpeningsPreview definition={definition} />
      </Section>
      {(dirty || !calendar) && <SaveBar calendar={calendar} draft={draft} definition={definition} onSaved={onSaved} />}
    </SettingsColumn>
  )
}

interface GeneralFieldsProps {
  readonly draft: CalendarDraft
  /** Another calendar takes the place of the default; it is never simply given up. */
  readonly isDefault: boolean
  readonly onChange: (change: Partial<CalendarDraft>) => void
}

function GeneralFields({ draft, isDefault, onChange }: GeneralFieldsProps) {
  const t = useText('settings')
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('calendars.name')} htmlFor="calendar-name">
        <Input
          id="calendar-name"
          value={draft.name}
          maxLength={120}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Form.Item>
      <Form.Item label={t('calendars.zone')} htmlFor="calendar-zone" extra={t('calendars.zoneHint')}>
        <Select
          id="calendar-zone"
          showSearch
          value={draft.tz}
          options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))}
          onChange={(tz: string) => onChange({ tz })}
        />
      </Form.Item>
      <Form.Item label={t('calendars.default')} htmlFor="calendar-default" extra={t('calendars.defaultHint')}>
        <Switch
          id="calendar-default"
          checked={draft.isDefault}
          disabled={isDefault}
          onChange={(chosen) => onChange({ isDefault: chosen })}
        />
      </Form.Item>
    </Form>
  )
}

function SpecialDaysField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useText('settings')
  const wrong = specialOfText(text) === undefined
  return (
    <Section title={t('calendars.special')}>
      <p className="s t2 settings-hint">{t('calendars.specialHint')}</p>
      <Input.TextArea
        aria-label={t('calendars.special')}
        className="mono"
        autoSize={{ minRows: 4, maxRows: 16 }}
        value={text}
        {...(wrong && { status: 'error' as const })}
        onChange={({ target }) => onChange(target.value)}
      />
      {wrong && <p className="s bad">{t('calendars.specialWrong')}</p>}
    </Section>
  )
}

function DayRow({ day, text, onChange }: { day: Day; text: string; onChange: (text: string) => void }) {
  const t = useText('settings')
  const wrong = hoursOfText(text) === undefined
  const label = t(`calendars.day.${day}`)
  return (
    <div className="day-row">
      <label htmlFor={`hours-${day}`}>{label}</label>
      <Input
        id={`hours-${day}`}
        className="mono"
        value={text}
        placeholder={t('calendars.closed')}
        {...(wrong && { status: 'error' as const, 'aria-invalid': true })}
        onChange={({ target }) => onChange(target.value)}
      />
      {wrong && <span className="s bad">{t('calendars.hoursWrong')}</span>}
    </div>
  )
}

interface SaveBarProps extends CalendarFormProps {
  readonly draft: CalendarDraft
  /** Undefined when something cannot be read. */
  readonly definition: CalendarDefinition | undefined
}

function SaveBar({ calendar, draft, definition, onSaved }: SaveBarProps) {
  const t = useText('settings')
  const refetch = { refetch: [calendarApi.key()] }
  const create = useCommand(calendarApi, 'createCalendar', refetch)
  const update = useCommand(calendarApi, 'updateCalendar', refetch)
  const error = create.error ?? update.error
  const done = {
    onSuccess: ({ id, name }: StoredCalendar) => {
      toast({ text: t('saved', { name }) })
      onSaved(id)
    },
  }
  const save = () => {
    if (!definition) return
    const { name } = draft
    const body = { name, definition, ...(draft.isDefault && { isDefault: true as const }) }
    if (calendar) update.mutate({ params: { id: calendar.id }, body, ...ifMatch(calendar.version) }, done)
    else create.mutate({ body }, done)
  }
  return (
    <div className="save-bar">
      <Button
        type="primary"
        disabled={!definition || draft.name.trim() === ''}
        loading={create.isPending || update.isPending}
        onClick={save}
      >
        {t('save')}
      </Button>
      {calendar && definition && <span className="s t2">{t('calendars.moves')}</span>}
      {error && <ErrorNotice error={error} />}
    </div>
  )
}

const USUAL = '09:00-18:00'

function draftOf(calendar: StoredCalendar | undefined, zone: string): CalendarDraft {
  const { tz, weekly, holidays, overrides } = calendar?.definition ?? { tz: zone, ...NEW_WEEK }
  const week = Object.fromEntries(DAYS.map((day) => [day, hoursToText(weekly[day])])) as Record<Day, string>
  return {
    name: calendar?.name ?? '',
    isDefault: calendar?.isDefault ?? false,
    tz,
    week,
    special: specialToText({ holidays, overrides }),
  }
}

const NEW_WEEK: Omit<CalendarDefinition, 'tz'> = {
  weekly: Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, hoursOfText(USUAL)!])),
  holidays: [],
  overrides: {},
}

function definitionOf({ tz, week, special }: CalendarDraft): CalendarDefinition | undefined {
  const days = DAYS.map((day) => [day, hoursOfText(week[day])] as const)
  const exceptions = specialOfText(special)
  if (!exceptions || days.some(([, hours]) => hours === undefined)) return undefined
  const weekly = Object.fromEntries(days.filter(([, hours]) => hours!.length > 0)) as CalendarDefinition['weekly']
  return { tz, weekly, ...exceptions }
}
