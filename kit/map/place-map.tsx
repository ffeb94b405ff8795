import { List, Map as MapIcon } from 'lucide-react'
import { Component, lazy, Suspense, useState, type ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { Shape } from '#kit/ui'
import type { PlaceMapProps } from './model.ts'
import './map.css'

const MapCanvas = lazy(async () => ({ default: (await import('./canvas.tsx')).MapCanvas }))

/** Places and routes on a map, and the same places as a list: `V` switches. Without WebGL the list stands alone. */
export function PlaceMap(props: PlaceMapProps) {
  const t = useText('kit')
  const [asList, setAsList] = useState(false)
  useKeys([{ keys: 'V', titleKey: asList ? 'kit:map.map' : 'kit:map.list', run: () => setAsList(!asList) }])
  const Icon = asList ? MapIcon : List
  const other = t(asList ? 'map.map' : 'map.list')
  return (
    <section className="place-map" aria-label={props.label}>
      {asList ? (
        <PlaceList {...props} />
      ) : (
        <WithoutWebGl fallback={<PlaceList {...props} note={t('map.noMap')} />}>
          <Suspense fallback={<div className="map-canvas" />}>
            <MapCanvas {...props} />
          </Suspense>
        </WithoutWebGl>
      )}
      <button
        type="button"
        className="map-switch icon-button"
        aria-label={other}
        title={other}
        onClick={() => setAsList(!asList)}
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </section>
  )
}

function PlaceList({ places, selected, onSelect, note }: PlaceMapProps & { note?: string }) {
  const t = useText('kit')
  return (
    <div className="scroll place-list">
      {note && <p className="note s">{note}</p>}
      <ul aria-label={t('map.places')}>
        {places.map(({ id, name, detail, shape, tone = 'neutral' }) => (
          <li key={id}>
            <button
              type="button"
              className="place-row"
              aria-current={id === selected || undefined}
              onClick={() => onSelect?.(id)}
            >
              <span className={`mark ${tone}`}>
                <Shape name={shape} />
              </span>
              <span className="md">{name}</span>
              {detail && <span className="t2 cut">{detail}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** MapLibre throws where the browser has no WebGL. */
class WithoutWebGl extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
