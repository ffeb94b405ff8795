import { useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { PageTitle, Pane, Panes, TabStrip } from '#kit/ui'
import { Hits } from './hits.tsx'
import { WordList } from './word-list.tsx'
import './sensitive.css'

const TABS = ['agent', 'customer', 'hits'] as const

/** Words that agents must not say, words of customers that supervisors want to hear of, and where they were said. */
export function WordsPage() {
  const t = useText('quality')
  const [search, patch] = useUrlState()
  const tab = TABS.find((key) => key === search['tab']) ?? 'agent'
  const tabs = TABS.map((key) => ({ key, label: t(`words.${key}`) }))
  const choose = (key: string) => patch({ tab: key === 'agent' ? undefined : key }, { push: true })
  return (
    <Panes>
      <Pane
        padded
        bar={<PageTitle />}
        head={<TabStrip label={t('words.title')} tabs={tabs} value={tab} onChange={choose} />}
      >
        <section className="sensitive" tabIndex={0} aria-label={t(`words.${tab}`)}>
          {tab === 'hits' ? <Hits /> : <WordList key={tab} side={tab} />}
        </section>
      </Pane>
    </Panes>
  )
}
