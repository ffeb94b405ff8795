import { useText } from '#kit/i18n'
import { PageHeading, Pane, Panes } from '#kit/ui'

/** Every part of the kit in all its states, to be looked at. */
export function Gallery() {
  const t = useText('app')
  return (
    <Panes>
      <Pane padded>
        <PageHeading title={t('gallery.title')} />
      </Pane>
    </Panes>
  )
}
