import { expect, test } from 'vitest'
import { readDevices, writeDevices } from './device-lines.ts'

const DEVICE = { serial: 'PF-1', name: 'Seat 1', kind: 'laptop', brand: 'Lenovo', model: 'T14' }

test.each([
  ['PF-1\tSeat 1\tlaptop\tLenovo\tT14', [DEVICE], 'spreadsheets copy tabs'],
  ['PF-1, Seat 1, laptop, Lenovo, T14, 2029-11-20', [{ ...DEVICE, warrantyUntil: '2029-11-20' }], 'files have commas'],
  [
    'PF-1，Seat 1，laptop，Lenovo，T14\n\n \n',
    [DEVICE],
    'Chinese keyboards have their own comma; empty lines are nothing',
  ],
  [
    'PF-1',
    [{ serial: 'PF-1', name: '', kind: '', brand: '', model: '' }],
    'what is missing is for the server to refuse',
  ],
])('%j is %j, because %s', (text, devices, _because) => {
  expect(readDevices(text)).toEqual(devices)
})

test('what was written is read again', () => {
  const devices = [DEVICE, { ...DEVICE, serial: 'PF-2', warrantyUntil: '2029-11-20' }]
  expect(readDevices(writeDevices(devices))).toEqual(devices)
})
