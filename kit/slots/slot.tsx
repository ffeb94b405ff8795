import { Component, Suspense, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import { i18n } from '#kit/i18n'
import { createRegistry } from './registry.ts'

/**
 * A slot is a named place in a page that other modules fill. The page names the place and what it tells the
 * filler; flows know both sides, so siblings need not know each other.
 *
 *   conversation:  <Slot name="conversation.context" props={{ threadId, partyId }} />
 *   a flow:        fillSlot<ContextProps>('conversation.context', { order: 20, component: DeviceSection })
 */
export interface SlotFiller<P extends object> {
  /** Low comes first; leave gaps of ten. */
  readonly order: number
  readonly component: ComponentType<P>
}

interface Filling {
  readonly slot: string
  readonly order: number
  readonly component: ComponentType<never>
}

const fillings = createRegistry<Filling>((a, b) => a.order - b.order)

export function fillSlot<P extends object>(slot: string, filler: SlotFiller<P>): void {
  fillings.add({ slot, order: filler.order, component: filler.component as unknown as ComponentType<never> })
}

export function Slot<P extends object>({ name, props }: { name: string; props: P }) {
  const all = useSyncExternalStore(fillings.subscribe, fillings.all)
  return all
    .filter(({ slot }) => slot === name)
    .map(({ component, order }, index) => {
      const Filler = component as unknown as ComponentType<P>
      return (
        <FillerBoundary key={`${order}-${index}`}>
          <Suspense>
            <Filler {...props} />
          </Suspense>
        </FillerBoundary>
      )
    })
}

/** Whether anything fills a slot; a tab without content is not shown. */
export function useSlotFilled(name: string): boolean {
  return useSyncExternalStore(fillings.subscribe, fillings.all).some(({ slot }) => slot === name)
}

/** A filler that fails says so in its own place; the page around it goes on. */
class FillerBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <p className="sec s bad" role="alert">
        {i18n.t('kit:error.load')}
      </p>
    )
  }
}
