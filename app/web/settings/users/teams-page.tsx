import { Button, Form, Input, Select } from 'antd'
import { Plus, UsersRound } from 'lucide-react'
import { useMemo } from 'react'
import { ifMatch, rowsOfQuery, sessionApi, useCommand, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { DataTable, EmptyState, FormDrawer, PageTitle, Pane, Panes, toast, type Column } from '#kit/ui'
import { accountsApi, type Team } from '../api.ts'

const REFETCH = { refetch: [accountsApi.key('listTeams'), sessionApi.key('listUsers')] }

/** Teams, to whom work is given. */
export function TeamsPage() {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const query = useQuery(accountsApi.query('listTeams'))
  const users = useQuery(sessionApi.query('listUsers')).data?.items
  const names = useMemo(() => new Map(users?.map(({ userId, name }) => [userId, name])), [users])
  const chosen = query.data?.items.find(({ teamId }) => teamId === search['team'])
  const close = () => patch({ team: undefined, new: undefined })
  const add = (
    <Button
      type="primary"
      icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => patch({ new: '1', team: undefined })}
    >
      {t('teams.new')}
    </Button>
  )
  const columns: readonly Column<Team>[] = [
    { key: 'name', title: t('teams.name'), role: 'subject', render: ({ name }) => name },
    {
      key: 'who',
      title: t('teams.members'),
      wideOnly: true,
      render: ({ memberIds }) => <MemberNames ids={memberIds} names={names} />,
    },
    { key: 'count', title: t('teams.count'), role: 'end', align: 'right', render: ({ memberIds }) => memberIds.length },
  ]
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {add}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar}>
        <DataTable
          name="settings.teams"
          label={t('teams.title')}
          rows={rowsOfQuery(query, ({ items }) => items)}
          columns={columns}
          rowKey={({ teamId }) => teamId}
          selected={chosen?.teamId}
          onOpen={({ teamId }) => patch({ team: teamId, new: undefined })}
          empty={<EmptyState icon={UsersRound} title={t('teams.empty')} action={add} />}
        />
      </Pane>
      {(chosen || search['new'] === '1') && (
        <TeamDrawer key={chosen?.teamId ?? 'new'} team={chosen} names={names} onClose={close} />
      )}
    </Panes>
  )
}

const NAMED_MAX = 4

function MemberNames({ ids, names }: { ids: readonly string[]; names: ReadonlyMap<string, string> }) {
  const t = useText('settings')
  const words = ids.slice(0, NAMED_MAX).map((id) => names.get(id) ?? '–')
  return <span className="t2">{words.join(t('list')) + (ids.length > NAMED_MAX ? ' …' : '')}</span>
}

interface TeamDraft {
  readonly name: string
  readonly memberIds: string[]
}

interface TeamDrawerProps {
  readonly team: Team | undefined
  readonly names: ReadonlyMap<string, string>
  readonly onClose: () => void
}

function TeamDrawer({ team, names, onClose }: TeamDrawerProps) {
  const t = useText('settings')
  const [form] = Form.useForm<TeamDraft>()
  const create = useCommand(accountsApi, 'createTeam', REFETCH)
  const change = useCommand(accountsApi, 'changeTeam', REFETCH)
  const remove = useCommand(accountsApi, 'removeTeam', REFETCH)
  const done = {
    onSuccess: ({ name }: Team) => {
      toast({ text: t('saved', { name }) })
      onClose()
    },
  }
  const save = (body: TeamDraft) =>
    team
      ? change.mutate({ params: { id: team.teamId }, body, ...ifMatch(team.version) }, done)
      : create.mutate({ body }, done)
  const acts = team && (
    <div className="settings-acts">
      <Button
        danger
        loading={remove.isPending}
        onClick={() => remove.mutate({ params: { id: team.teamId } }, { onSuccess: onClose })}
      >
        {t('teams.remove')}
      </Button>
    </div>
  )
  return (
    <FormDrawer<TeamDraft>
      open
      title={team?.name ?? t('teams.new')}
      form={form}
      initial={team ? { name: team.name, memberIds: team.memberIds } : { memberIds: [] }}
      submit={t('save')}
      busy={create.isPending || change.isPending}
      error={create.error ?? change.error ?? remove.error}
      onSubmit={save}
      onClose={onClose}
      acts={acts}
    >
      <Form.Item name="name" label={t('teams.name')} rules={[{ required: true, message: t('missing') }]}>
        <Input autoFocus maxLength={120} />
      </Form.Item>
      <Form.Item name="memberIds" label={t('teams.members')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={[...names].map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </FormDrawer>
  )
}
