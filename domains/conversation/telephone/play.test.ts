import { describe, expect, test } from 'vitest'
import { parseTwiml, play } from './play.ts'

const said = (text: string) => ({ kind: 'said', text })
const run = (verbs: string) => play(parseTwiml(`<?xml version="1.0"?><Response>${verbs}</Response>`))

describe('a document is obeyed verb by verb, until one waits', () => {
  const cases = [
    {
      verbs: '<Say>A &amp; B</Say>',
      heard: [said('A & B')],
      stop: 'ended',
      because: 'behind the last verb the call ends',
    },
    { verbs: '<Say>A</Say><Hangup/><Say>B</Say>', heard: [said('A')], stop: 'ended', because: 'it is hung up' },
    { verbs: '<Redirect>u</Redirect><Say>B</Say>', heard: [], stop: 'goto', because: 'another document takes over' },
    {
      verbs: '<Play>m</Play><Say>B</Say>',
      heard: [{ kind: 'played', text: '' }],
      stop: 'wait',
      because: 'music takes time',
    },
    {
      verbs: '<Gather input="dtmf speech" action="a"><Say>1</Say></Gather>',
      heard: [said('1')],
      stop: 'gather',
      because: 'it listens',
    },
    { verbs: '<Record action="a"/>', heard: [], stop: 'record', because: 'the tape runs' },
    { verbs: '<Dial><Conference>r</Conference></Dial>', heard: [], stop: 'conference', because: 'others are there' },
  ]
  test.each(cases)('$because', ({ verbs, heard, stop }) => {
    const done = run(verbs)
    expect(done.heard).toEqual(heard)
    expect(done.stop.kind).toBe(stop)
  })

  test('whoever answers nothing goes on behind the question', () => {
    const { stop } = run('<Gather action="a" timeout="3"><Say>Press a key now</Say></Gather><Say>B</Say>')
    expect(stop).toMatchObject({ kind: 'gather', keys: true, speech: false, seconds: 5 })
    expect('rest' in stop && play(stop.rest)).toEqual({ heard: [said('B')], stop: { kind: 'ended' } })
  })
})
