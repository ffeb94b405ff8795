import { Button, Form, Input, Select, Switch } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { ifMatch, useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton, PageTitle, Pane, Panes, Section, toast } from '#kit/ui'
import { deskApi, type AssignmentRules } from '../api.ts'
import { People } from './people.tsx'
import { skillsOf, tagsOf } from './skills.ts'
import './assignment.css'

/** How incidents find a team and a person. */
export function AssignmentPage() {
  const t = useText('desk')
  const { data, error, refetch } = useQuery(deskApi.query('readAssignment'))
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        {!data && error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <ListSkeleton />}
        {data && (
          <div className="assignment">
            <Rules key={data.version} rules={data} />
            <Section title={t('assignment.people')}>
              <p className="s t2">{t('assignment.peopleHint')}</p>
              <People people={data.people} teams={data.teams} />
            </Section>
          </div>
        )}
      </Pane>
    </Panes>
  )
}

interface Draft {
  readonly automatic: boolean
  readonly defaultTeamId?: string | undefined
  readonly rules: { readonly category: string; readonly teamId?: string | undefined; readonly skills: string[] }[]
}

function Rules({ rules: { automatic, defaultTeamId, rules, teams, version } }: { rules: AssignmentRules }) {
  const t = useText('desk')
  const [form] = Form.useForm<Draft>()
  const save = useCommand(deskApi, 'saveAssignment', { refetch: [deskApi.key()] })
  const teamOptions = teams.map(({ teamId, name }) => ({ value: teamId, label: name }))
  const initial: Draft = {
    automatic,
    defaultTeamId: defaultTeamId ?? undefined,
    rules: rules.map(({ category, teamId, skills }) => ({
      category,
      teamId: teamId ?? undefined,
      skills: tagsOf(skills),
    })),
  }
  const send = (draft: Draft) =>
    save.mutate(
      {
        body: {
          automatic: draft.automatic,
          defaultTeamId: draft.defaultTeamId ?? null,
          rules: draft.rules.map(({ category, teamId, skills }) => ({
            category,
            teamId: teamId ?? null,
            skills: skillsOf(skills),
          })),
        },
        ...ifMatch(version),
      },
      { onSuccess: () => toast({ text: t('assignment.saved') }) },
    )
  return (
    <Form<Draft> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={send}>
      <Form.Item
        name="automatic"
        label={t('assignment.automatic')}
        extra={t('assignment.automaticHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="defaultTeamId" label={t('assignment.defaultTeam')} extra={t('assignment.defaultTeamHint')}>
        <Select allowClear options={teamOptions} placeholder={t('assign.noTeam')} />
      </Form.Item>
      <Section title={t('assignment.rules')}>
        <p className="s t2">{t('assignment.rulesHint')}</p>
        <RuleRows teamOptions={teamOptions} />
      </Section>
      {save.error && <ErrorNotice error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('assign.save')}
      </Button>
    </Form>
  )
}

function RuleRows({ teamOptions }: { teamOptions: { value: string; label: string }[] }) {
  const t = useText('desk')
  return (
    <Form.List name="rules">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div className="rule-row" key={key}>
              <Form.Item
                name={[name, 'category']}
                rules={[{ required: true, message: t('assignment.categoryMissing') }]}
              >
                <Input aria-label={t('assignment.category')} placeholder={t('assignment.category')} maxLength={60} />
              </Form.Item>
              <Form.Item name={[name, 'teamId']}>
                <Select
                  allowClear
                  aria-label={t('assign.team')}
                  options={teamOptions}
                  placeholder={t('assign.noTeam')}
                />
              </Form.Item>
              <Form.Item name={[name, 'skills']}>
                <Select
                  mode="tags"
                  open={false}
                  suffixIcon={null}
                  aria-label={t('assignment.skills')}
                  placeholder={t('assignment.skillsHint')}
                />
              </Form.Item>
              <Button
                type="text"
                aria-label={t('assignment.removeRule')}
                title={t('assignment.removeRule')}
                icon={<Trash2 aria-hidden size={16} strokeWidth={1.75} />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
            onClick={() => add({ category: '', skills: [] })}
          >
            {t('assignment.addRule')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
