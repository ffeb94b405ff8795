import { MonitorSmartphone } from 'lucide-react'
import { lazy } from 'react'
import { registerLocale } from '#kit/i18n'
import { defineFinder, definePages, fillSlot, FOUND_MAX } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import { fleetApi } from './api.ts'

registerLocale('fleet', { en, 'zh-CN': zh })

definePages({
  face: 'fleet',
  icon: MonitorSmartphone,
  labelKey: 'fleet:face',
  shortcut: 'G V',
  routes: [
    {
      path: '/fleet/devices',
      titleKey: 'fleet:devices.title',
      may: 'fleet.device.read',
      nav: true,
      load: () => import('./devices-page.tsx').then((m) => m.DevicesPage),
    },
    {
      path: '/fleet/devices/$id',
      titleKey: 'fleet:device.title',
      may: 'fleet.device.read',
      load: () => import('./device/device-page.tsx').then((m) => m.DevicePage),
    },
    {
      path: '/fleet/unreadable',
      titleKey: 'fleet:unreadable.title',
      may: 'fleet.unreadable.read',
      nav: true,
      load: () => import('./unreadable-page.tsx').then((m) => m.UnreadablePage),
    },
  ],
})

/** Health and curves of one device, for pages of others that a flow connects. */
fillSlot<{ deviceId: string }>('fleet.device.history', {
  order: 10,
  component: lazy(async () => ({ default: (await import('./device/device-history.tsx')).DeviceHistory })),
})

defineFinder({
  id: 'fleet.devices',
  titleKey: 'fleet:devices.title',
  may: 'fleet.device.read',
  find: async (words, signal) => {
    const { items } = await fleetApi.call.listDevices({ query: { text: words, limit: FOUND_MAX }, signal })
    return items.map(({ deviceId, serial, model, personName, customerName }) => ({
      id: deviceId,
      title: `${serial} ${model}`,
      detail: personName ?? customerName ?? '',
      icon: MonitorSmartphone,
      path: `/fleet/devices/${deviceId}`,
    }))
  },
})
