import { Select } from 'antd'
import { accountsContract } from '#engine/accounts/contract'
import { calendarContract } from '#engine/calendar/contract'
import { apiOf, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { conversationApi, type Queue } from '../api.ts'

const accountsApi = apiOf('accounts', accountsContract)
const calendarApi = apiOf('calendars', calendarContract)

type Served = Pick<Queue, 'skills' | 'teamId' | 'calendarId'>

const CALENDARS_MAX = 200

/** Who serves a queue, for which team, and when. */
export function ServedBy({ value, onChange }: { value: Served; onChange: (served: Partial<Served>) => void }) {
  const t = useText('quality')
  const { data: now } = useQuery(conversationApi.query('readNow'))
  const { data: teams } = useQuery(accountsApi.query('listTeams'))
  const { data: calendars } = useQuery(calendarApi.query('listCalendars', { query: { limit: CALENDARS_MAX } }))
  const known = [...new Set(now?.agents.flatMap(({ skills }) => skills))].toSorted()
  return (
    <>
      <label>
        {t('queue.skills')}
        <Select
          mode="tags"
          aria-label={t('queue.skills')}
          placeholder={t('queue.anySkill')}
          options={known.map((skill) => ({ value: skill, label: skill }))}
          value={value.skills}
          onChange={(skills: string[]) => onChange({ skills })}
        />
        <span className="s t3">{t('queue.skillsHint')}</span>
      </label>
      <label>
        {t('queue.team')}
        <Select
          allowClear
          aria-label={t('queue.team')}
          placeholder={t('queue.noTeam')}
          options={teams?.items.map(({ teamId, name }) => ({ value: teamId, label: name })) ?? []}
          value={value.teamId}
          onChange={(teamId: string | undefined) => onChange({ teamId: teamId ?? null })}
        />
      </label>
      <label>
        {t('queue.calendar')}
        <Select
          allowClear
          aria-label={t('queue.calendar')}
          placeholder={t('queue.always')}
          options={calendars?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={value.calendarId}
          onChange={(calendarId: string | undefined) => onChange({ calendarId: calendarId ?? null })}
        />
        <span className="s t3">{t('queue.hoursHint')}</span>
      </label>
    </>
  )
}
