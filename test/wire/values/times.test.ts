import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf } from '../../../src/wire/values/date-of.js'
import { dateTimeOf } from '../../../src/wire/values/date-time-of.js'
import { epochMs } from '../../../src/wire/values/epoch-ms.js'
import { millisecondsOf } from '../../../src/wire/values/milliseconds-of.js'
import { timeOf } from '../../../src/wire/values/time-of.js'

const noValue = [undefined, null, '', ' ', 5, {}, [], ['2024'], 'Invalid date', 'Invalid time']

describe('a date', () => {
  it('is read in full and in part', () => {
    expect(dateOf('2024-05-31')).toEqual({ year: 2024, month: 5, day: 31 })
    expect(dateOf('2024-05')).toEqual({ year: 2024, month: 5 })
    expect(dateOf('2024')).toEqual({ year: 2024 })
    expect(dateOf('--05-31')).toEqual({ month: 5, day: 31 })
    expect(dateOf('--05')).toEqual({ month: 5 })
    expect(dateOf('2024-  -31')).toEqual({ year: 2024, day: 31 })
    expect(dateOf('---31')).toEqual({ day: 31 })
  })

  it('is none where the calendar has none', () => {
    for (const wrong of [
      '2024-13-01',
      '2024-00-01',
      '2024-05-32',
      '2024-05-00',
      '2023-02-29',
      '1900-02-29',
      '--02-30',
      '---32',
      '---00',
    ]) {
      expect(dateOf(wrong)).toBeUndefined()
    }
    for (const right of ['2024-02-29', '2000-02-29', '--02-29', '0004-02-29'])
      expect(dateOf(right)).toBeDefined()
  })

  it('is none where something else is written', () => {
    const wrong = [
      '2024-5-31',
      '20240531',
      '31 MAY 2024',
      '2024-05-31T',
      ' 2024',
      '2024-',
      '-05',
      '2024--31',
      '12024',
      '2024-05-31\n',
      'x2024',
    ]
    for (const value of [...noValue, ...wrong]) expect(dateOf(value)).toBeUndefined()
  })
})

describe('a time', () => {
  it('is read in both notations and in part', () => {
    expect(timeOf('14:40:32')).toEqual({ hour: 14, minute: 40, second: 32 })
    expect(timeOf('14:40')).toEqual({ hour: 14, minute: 40 })
    expect(timeOf('14')).toEqual({ hour: 14 })
    expect(timeOf('14:40:32.5')).toEqual({ hour: 14, minute: 40, second: 32, nanosecond: 500_000_000 })
    expect(timeOf('14:40:32.123456789')?.nanosecond).toBe(123_456_789)
    expect(timeOf('14:40:32.000000001')?.nanosecond).toBe(1)
    expect(timeOf('14:40:32:000:000:000')).toEqual({ hour: 14, minute: 40, second: 32, nanosecond: 0 })
    expect(timeOf('14:40:32:123:456:789')?.nanosecond).toBe(123_456_789)
    expect(timeOf('14:40:32:007')?.nanosecond).toBe(7_000_000)
    expect(timeOf('23:59:60')).toEqual({ hour: 23, minute: 59, second: 60 })
  })

  it('is none where the clock has none, or something else is written', () => {
    const wrong = [
      '24:00:00',
      '14:60',
      '14:40:61',
      '1:40',
      '14:40:32.',
      '14:40:32.1234567890',
      '14:40:32:1',
      '14:40:32:000:000:000:000',
      '14:40:32Z',
      'T14:40',
      '14:40:32\n',
    ]
    for (const value of [...noValue, ...wrong]) expect(timeOf(value)).toBeUndefined()
  })

  it('counts whole milliseconds since midnight', () => {
    expect(millisecondsOf({ hour: 0 })).toBe(0)
    expect(millisecondsOf({ hour: 21, minute: 46, second: 38, nanosecond: 67_999_999 })).toBe(78_398_067)
    expect(millisecondsOf({ hour: 23, minute: 59, second: 60 })).toBe(86_400_000)
  })
})

describe('a date and time', () => {
  it('is read whole, or either alone', () => {
    const date = { year: 2024, month: 5, day: 31 }
    const time = { hour: 14, minute: 40, second: 32 }
    expect(dateTimeOf('2024-05-31T14:40:32')).toEqual({ date, time })
    expect(dateTimeOf('2024-05-31')).toEqual({ date })
    expect(dateTimeOf('T14:40:32')).toEqual({ time })
    expect(dateTimeOf('--05T14:40:32:500')).toEqual({
      date: { month: 5 },
      time: { ...time, nanosecond: 500_000_000 },
    })
  })

  it('is none where a half of it cannot be read', () => {
    for (const value of [
      ...noValue,
      'T',
      '2024-05-31T',
      '2024-13-31T14:40',
      '2024-05-31T25',
      '2024-05-31 14:40',
      'Invalid dateT14',
    ]) {
      expect(dateTimeOf(value)).toBeUndefined()
    }
  })
})

describe('milliseconds since 1970', () => {
  it('are those of a Date for every moment', () => {
    // The text of years beyond 9999 begins with a sign.
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        (moment) => {
          const { date, time } = dateTimeOf(moment.toISOString().slice(0, -1)) ?? {}
          expect(epochMs(date, time)).toBe(moment.getTime())
        },
      ),
    )
  })

  it('are unknown where a part of the date is', () => {
    for (const date of ['2024-05', '2024', '--05-31', '2024-  -31', 'Invalid date']) {
      expect(epochMs(dateOf(date), { hour: 1 })).toBeUndefined()
    }
    expect(epochMs(dateOf('1970-01-02'))).toBe(86_400_000)
  })
})
