import type { z } from 'zod'
import type { partyContract } from '#engine/party/contract'
import { useText } from '#kit/i18n'
import { Chip, Section } from '#kit/ui'

type ImportReport = z.infer<typeof partyContract.importParty.out>

/** What an import would do or has done, and what stands in its way: row, column, and what stands there. */
export function Report({ report }: { report: ImportReport }) {
  const t = useText('customers')
  const { rows, created, changed, unchanged, problems, problemCount, applied } = report
  return (
    <div role="status">
      <Section
        title={t(applied ? 'import.applied' : problemCount > 0 ? 'import.notYet' : 'import.good')}
        aside={<span className="n">{t('import.rows', { count: rows })}</span>}
      >
        <p className="row import-counts">
          <Chip>{t('import.created', { count: created })}</Chip>
          <Chip>{t('import.changed', { count: changed })}</Chip>
          <Chip>{t('import.unchanged', { count: unchanged })}</Chip>
          {problemCount > 0 && (
            <Chip tone="bad" shape="late">
              {t('import.problems', { count: problemCount })}
            </Chip>
          )}
        </p>
        <ol className="import-problems">
          {problems.map(({ line, column, kind, value }, index) => (
            <li key={index}>
              <span className="t2 n nb">{t('import.line', { line })}</span>{' '}
              {column !== null && <b>{t(`import.column.${column}`, { defaultValue: column })}</b>}{' '}
              {t(`import.problem.${kind}`)} {value !== null && <span className="mono">{value}</span>}
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}
