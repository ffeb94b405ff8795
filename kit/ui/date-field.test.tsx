// @vitest-environment happy-dom
import { Form } from 'antd'
import { afterEach, expect, it, vi } from 'vitest'
import type { Locale } from '#kit/i18n'
import { show, type Shown } from '#kit/testing'
import { DateField } from './date-field.tsx'

let shown: Shown | undefined
afterEach(() => shown?.close())

it.each<{ locale: Locale; text: string }>([
  { locale: 'en', text: '22 Nov 2026' },
  { locale: 'zh-CN', text: '2026-11-22' },
])('a day reads in the way of $locale: $text', async ({ locale, text }) => {
  shown = await show(<DateField label="Until" value="2026-11-22" />, { locale })
  expect((shown.find('input[aria-label="Until"]') as HTMLInputElement).value).toBe(text)
})

it('a touched day is told as it is exchanged; one behind the last cannot be chosen', async () => {
  const choose = vi.fn()
  shown = await show(<DateField label="Until" value="2026-11-22" last="2026-11-24" onChange={choose} />)
  await shown.click('input')
  expect(shown.find('td[title="2026-11-25"]').className).toContain('disabled')
  await shown.click('td[title="2026-11-25"]')
  await shown.click('td[title="2026-11-24"]')
  expect(choose.mock.calls).toEqual([['2026-11-24']])
})

it('in a form it takes the value and the name of its item', async () => {
  const submit = vi.fn()
  shown = await show(
    <Form initialValues={{ day: '2026-11-22' }} onFinish={submit}>
      <Form.Item name="day" label="Day" rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <button type="submit">Save</button>
    </Form>,
  )
  expect(shown.find('label').getAttribute('for')).toBe(shown.find('input').id)
  expect(shown.find('input').getAttribute('aria-required')).toBe('true')
  await shown.click('button')
  await vi.waitFor(() => expect(submit).toHaveBeenCalledWith({ day: '2026-11-22' }))
})
