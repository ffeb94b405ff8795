import { expect, test } from 'vitest'
import { deviceName } from './device-name.ts'

test.each([
  {
    agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    name: 'Edge, Windows',
    because: 'Edge names Chrome and Safari too',
  },
  {
    agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
    name: 'Safari, iOS',
    because: 'an iPhone names Mac OS X too',
  },
  {
    agent: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 MicroMessenger/8.0',
    name: 'WeChat, Android',
    because: 'Android names Linux too',
  },
  { agent: 'curl/8.9', name: undefined, because: 'a program is no device that a person knows' },
  { agent: null, name: undefined, because: 'nothing was said' },
])('$name: $because', ({ agent, name }) => {
  expect(deviceName(agent)).toBe(name)
})
