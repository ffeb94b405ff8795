import { useMay, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { PageTitle, Pane, Panes, TabStrip } from '#kit/ui'
import { Calibration } from './calibration.tsx'
import { Reviews } from './reviews.tsx'
import { Rules } from './rules.tsx'
import { Scores } from './scores.tsx'
import './quality.css'

const TABS = ['scores', 'reviews', 'calibration', 'rules'] as const
type Tab = (typeof TABS)[number]

/** How well conversations went by the rules, and the rules. */
export function QualityPage() {
  const t = useText('quality')
  const may = useMay()
  const [search, patch] = useUrlState()
  const offered = TABS.filter((key) => key !== 'rules' || may('conversation.configure'))
  const tab: Tab = offered.find((key) => key === search['tab']) ?? 'scores'
  const tabs = offered.map((key) => ({ key, label: t(`tab.${key}`) }))
  const choose = (key: string) => patch({ tab: key === 'scores' ? undefined : key }, { push: true })
  return (
    <Panes>
      <Pane padded bar={<PageTitle />} head={<TabStrip label={t('title')} tabs={tabs} value={tab} onChange={choose} />}>
        <section className="quality" tabIndex={0} aria-label={t(`tab.${tab}`)}>
          {tab === 'scores' && <Scores />}
          {tab === 'reviews' && <Reviews />}
          {tab === 'calibration' && <Calibration />}
          {tab === 'rules' && <Rules />}
        </section>
      </Pane>
    </Panes>
  )
}
