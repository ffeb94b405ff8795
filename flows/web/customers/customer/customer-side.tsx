import { Archive, Network, NotebookText } from 'lucide-react'
import { useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { Section } from '#kit/ui'
import type { Organisation } from '../../api.ts'
import { ArchiveButton } from '../form/archive-button.tsx'
import { useArchive } from '../form/use-archive.ts'
import { Tree } from './tree.tsx'

/** Beside a customer: where they stand in the tree, what colleagues should know. */
export function CustomerSide({ organisation }: { organisation: Organisation }) {
  const t = useText('customers')
  const { notes } = organisation
  return (
    <>
      <Section title={t('tree.title')} icon={Network}>
        <Tree organisation={organisation} />
      </Section>
      <Section title={t('field.notes')} icon={NotebookText}>
        <p className={notes === null ? 's t2' : 'notes'}>{notes ?? t('customer.noNotes')}</p>
      </Section>
      <ArchiveOnPhone organisation={organisation} />
    </>
  )
}

/** The bar of a phone has room for one act. */
function ArchiveOnPhone({ organisation }: { organisation: Organisation }) {
  const t = useText('customers')
  const { busy, archive } = useArchive('updateOrganisation')
  if (!useMay()('engine.party.edit')) return null
  return (
    <div className="phone">
      <Section title={t('archive.label')} icon={Archive}>
        <ArchiveButton
          archivedAt={organisation.archivedAt}
          busy={busy}
          onArchive={(archived) => archive(organisation, archived)}
        />
      </Section>
    </div>
  )
}
