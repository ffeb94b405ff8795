// @vitest-environment happy-dom
import { Activity } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import { show } from '#kit/testing'
import { foldSystem, Timeline, type TimelineEntry } from './timeline.tsx'

const entry = (id: string, system = false): TimelineEntry => ({
  id,
  at: `2026-11-20T10:0${id}:00+08:00`,
  icon: Activity,
  title: `entry ${id}`,
  system,
})

describe('timeline', () => {
  it.each([
    ['a person between them', [entry('1', true), entry('2'), entry('3', true)], [1, 1, 1]],
    ['two in a row', [entry('1', true), entry('2', true), entry('3')], [1, 1, 1]],
    ['three in a row', [entry('1'), entry('2', true), entry('3', true), entry('4', true)], [1, 3]],
  ])('folds system entries: %s', (_case, entries, runs) => {
    expect(foldSystem(entries).map((run) => run.length)).toEqual(runs)
  })

  it('opens what it folded', async () => {
    const entries = ['1', '2', '3'].map((id) => entry(id, true))
    const page = await show(<Timeline label="History" entries={entries} />)
    expect(page.element.querySelectorAll('li')).toHaveLength(1)
    expect(page.text()).toContain('3 system entries')
    await page.click('.link-button')
    expect(page.element.querySelectorAll('li')).toHaveLength(3)
    await page.close()
  })
})
