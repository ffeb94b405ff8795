// @vitest-environment happy-dom
import { Package } from 'lucide-react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { show, type Shown } from '#kit/testing'
import { useKeys, type KeyBinding } from './keys.ts'
import { addPages, allFaces, definePages, faceAt, offeredRoutes, type Face, type PageRoute } from './pages.ts'
import { fillSlot, Slot } from './slot.tsx'

const page = (path: string, more: Partial<PageRoute> = {}): PageRoute => ({
  path,
  titleKey: path,
  load: async () => () => null,
  ...more,
})
const face = (name: string, routes: readonly PageRoute[]): Face => ({
  face: name,
  icon: Package,
  labelKey: name,
  routes,
})

describe('pages', () => {
  it('belong to the face whose page begins the address', () => {
    definePages(face('shop', [page('/shop/orders', { nav: true }), page('/shop/orders/$id')]))
    definePages(face('archive', [page('/shop/orders/archive', { nav: true })]))
    expect(faceAt('/shop/orders/17')?.face).toBe('shop')
    expect(faceAt('/shop/orders/archive')?.face).toBe('archive')
    expect(faceAt('/shop/ordersheet')).toBeUndefined()
  })

  it('cannot take a path that another face has', () => {
    expect(() => definePages(face('copy', [page('/shop/orders')]))).toThrow('Two pages want the path /shop/orders')
  })

  it('may join a face of another module, after its own', () => {
    addPages('shop', [page('/letters', { nav: true })])
    expect(faceAt('/letters')?.face).toBe('shop')
    expect(
      allFaces()
        .find(({ face }) => face === 'shop')
        ?.routes.at(-1)?.path,
    ).toBe('/letters')
    expect(allFaces()).toBe(allFaces())
  })

  it('are offered only to those who may open them', () => {
    const routes = [page('/a', { nav: true, may: 'a.read' }), page('/b', { nav: true }), page('/b/$id')]
    const offered = offeredRoutes(face('letters', routes), (permission) => permission !== 'a.read')
    expect(offered.map(({ path }) => path)).toEqual(['/b'])
  })
})

describe('slots', () => {
  let shown: Shown
  afterEach(() => shown.close())

  it('are filled in order, with what the page tells', async () => {
    fillSlot<{ who: string }>('test.greeting', { order: 20, component: ({ who }) => <p>{`and ${who}`}</p> })
    fillSlot<{ who: string }>('test.greeting', { order: 10, component: ({ who }) => <p>{`Hello ${who} `}</p> })
    fillSlot('test.other', { order: 1, component: () => <p>elsewhere</p> })
    shown = await show(<Slot name="test.greeting" props={{ who: 'Li Wen' }} />)
    expect(shown.text()).toBe('Hello Li Wen and Li Wen')
  })

  it('keep the page when a filler fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = () => {
      throw new Error('broken')
    }
    fillSlot('test.broken', { order: 10, component: broken })
    fillSlot('test.broken', { order: 20, component: () => <p>still here</p> })
    shown = await show(<Slot name="test.broken" props={{}} />)
    expect(shown.text()).toBe('This part did not loadstill here')
    vi.restoreAllMocks()
  })
})

describe('keys', () => {
  let shown: Shown
  afterEach(() => shown.close())

  function Listener({ bindings }: { bindings: readonly KeyBinding[] }) {
    useKeys(bindings)
    return <input aria-label="field" />
  }

  const bound = (...keys: string[]) => {
    const pressed: string[] = []
    const bindings = keys.map((one) => ({ keys: one, run: () => pressed.push(one) }))
    return { pressed, bindings }
  }

  it('work alone, with Ctrl, with Shift and two in a row', async () => {
    const { pressed, bindings } = bound('J', 'Shift J', 'Mod K', 'G D', 'D', '?')
    shown = await show(<Listener bindings={bindings} />)
    await shown.press('j')
    await shown.press('J', { shiftKey: true })
    await shown.press('k', { ctrlKey: true })
    await shown.press('g')
    await shown.press('d')
    await shown.press('d')
    await shown.press('?', { shiftKey: true })
    expect(pressed).toEqual(['J', 'Shift J', 'Mod K', 'G D', 'D', '?'])
  })

  it('rest while somebody types, except those with Ctrl', async () => {
    const { pressed, bindings } = bound('J', 'Mod K')
    shown = await show(<Listener bindings={bindings} />)
    shown.find('input').focus()
    await shown.press('j')
    await shown.press('k', { ctrlKey: true })
    expect(pressed).toEqual(['Mod K'])
  })

  it('belong to what came last', async () => {
    const below = bound('J', 'K')
    const above = bound('J')
    shown = await show(
      <>
        <Listener bindings={below.bindings} />
        <Listener bindings={above.bindings} />
      </>,
    )
    await shown.press('j')
    await shown.press('k')
    expect([below.pressed, above.pressed]).toEqual([['K'], ['J']])
  })
})
