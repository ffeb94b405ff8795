import { useCommand, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, FormDrawer } from '#kit/ui'
import { partyApi, type Site } from '../../api.ts'
import { ArchiveButton } from '../form/archive-button.tsx'
import { emptied, filled } from '../form/draft.ts'
import { PARTY_KEYS, useArchive } from '../form/use-archive.ts'
import { useVersionedForm } from '../form/use-versioned-form.tsx'
import { SiteFields, type SiteDraft } from './site-fields.tsx'

const OPTIONAL = ['alias', 'code', 'calendarId', 'contactPersonId', 'accessNotes', 'longitude', 'latitude'] as const
const KEYS = ['name', 'address', 'zone', ...OPTIONAL] as const

export interface SiteDrawerProps {
  readonly organisationId: string
  readonly site?: Site | undefined
  readonly onSaved: (site: Site) => void
  readonly onClose: () => void
}

/** A place where the customer is served: where it is, when it is open, whom to ask for, how to get in. */
export function SiteDrawer({ organisationId, site, onSaved, onClose }: SiteDrawerProps) {
  const t = useText('customers')
  const usualZone = useSession().tenant.zone
  const refetch = { refetch: PARTY_KEYS }
  const { drawer, save } = useVersionedForm({
    record: site,
    draftOf,
    keys: KEYS,
    create: useCommand(partyApi, 'createSite', refetch),
    change: useCommand(partyApi, 'updateSite', refetch),
    read: (id) => partyApi.call.getSite({ params: { id } }),
    onSaved,
  })
  const owner = site?.organisationId ?? organisationId
  return (
    <FormDrawer<SiteDraft>
      open
      title={t(site ? 'site.edit' : 'site.new')}
      initial={site ? draftOf(site) : { zone: usualZone }}
      submit={t(site ? 'save' : 'add')}
      onSubmit={(draft) => save({ ...emptied(draft, OPTIONAL), ...requiredOf(draft), organisationId: owner })}
      onClose={onClose}
      acts={site && <SiteActs site={site} onDone={onClose} />}
      {...drawer}
    >
      <SiteFields organisationId={owner} {...(site && { id: site.id })} />
    </FormDrawer>
  )
}

function requiredOf({ name, address, zone }: Pick<SiteDraft, 'name' | 'address' | 'zone'>) {
  return { name: name.trim(), address: address.trim(), zone }
}

function draftOf(site: Site): SiteDraft {
  return { ...(filled(site, OPTIONAL) as Partial<SiteDraft>), ...requiredOf(site) }
}

function SiteActs({ site, onDone }: { site: Site; onDone: () => void }) {
  const { busy, error, archive } = useArchive('updateSite')
  const put = (archived: boolean) => {
    archive(site, archived)
    onDone()
  }
  return (
    <>
      <div className="drawer-acts">
        <ArchiveButton archivedAt={site.archivedAt} busy={busy} onArchive={put} />
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  )
}
