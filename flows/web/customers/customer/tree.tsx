import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay, useQuery } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { PageLink, toast } from '#kit/ui'
import { partyApi, type Organisation } from '../../api.ts'
import { CustomerDrawer } from '../form/customer-drawer.tsx'

const SHOWN_MAX = 200

/** The whole tree in which an organisation stands, from its root; itself is marked. */
export function Tree({ organisation }: { organisation: Organisation }) {
  const t = useText('customers')
  const query = { within: organisation.path[0]!, limit: SHOWN_MAX }
  const { data } = useQuery(partyApi.query('listOrganisations', { query }))
  const known = data?.items ?? []
  const all = known.some(({ id }) => id === organisation.id) ? known : [...known, organisation]
  const roots = all.filter(({ parentId }) => !all.some(({ id }) => id === parentId))
  return (
    <>
      <Branch level={roots} all={all} here={organisation.id} />
      {data?.next && <p className="s t2">{t('tree.more', { count: SHOWN_MAX })}</p>}
      <NewDepartment parentId={organisation.id} />
    </>
  )
}

interface BranchProps {
  readonly level: readonly Organisation[]
  readonly all: readonly Organisation[]
  readonly here: string
}

function Branch({ level, all, here }: BranchProps) {
  const nameOf = useLocalName()
  if (level.length === 0) return null
  return (
    <ul className="organisation-tree">
      {level.map(({ id, name, alias }) => (
        <li key={id} aria-current={id === here ? 'true' : undefined}>
          {id === here ? (
            <b>{nameOf(name, alias)}</b>
          ) : (
            <PageLink path={`/customers/${id}`}>{nameOf(name, alias)}</PageLink>
          )}
          <Branch level={all.filter(({ parentId }) => parentId === id)} all={all} here={here} />
        </li>
      ))}
    </ul>
  )
}

function NewDepartment({ parentId }: { parentId: string }) {
  const t = useText('customers')
  const [adding, setAdding] = useState(false)
  if (!useMay()('engine.party.edit')) return null
  return (
    <>
      <p className="section-act">
        <Button size="small" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setAdding(true)}>
          {t('department.new')}
        </Button>
      </p>
      {adding && (
        <CustomerDrawer
          first={{ kind: 'department', parentId }}
          onSaved={({ name }) => {
            toast({ text: t('added', { name }) })
            setAdding(false)
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}
