import { PageTitle, Pane, Panes } from '#kit/ui'
import { PeopleList } from './people-list.tsx'
import '../customers.css'

/** Everybody who has ever asked for something, and for whom they work. */
export function PeoplePage() {
  return (
    <Panes>
      <Pane bar={<PageTitle />}>
        <PeopleList />
      </Pane>
    </Panes>
  )
}
