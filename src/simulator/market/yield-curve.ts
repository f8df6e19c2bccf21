import type { FieldSource } from './content.js'
import { dateText, timeText, type FieldList } from './field.js'

const day = 86_400_000

/** Tenors of the curve, in months. */
const months = [1, 3, 6, 12, 24, 60]

const tenors = `{"Type":"AsciiString","Data":[${months.map((month) => `"${month}M"`).join(',')}]}`

/** A curve of rates (`YieldCurve`): a field list some of whose values are a vector or an array. */
export const createYieldCurve = (random: () => number, name: string): FieldSource => {
  let rates = months.map((month) => 3 + Math.log(month) / 4 + random())

  const vector = (rows: readonly string[]): string =>
    `{"Summary":{"Fields":{"TENORS":${tenors}}},"Entries":[` +
    `${rows.map((row, i) => `{"Index":${i},"Action":"Set","Fields":{${row}}}`).join(',')}]}`
  const dueAt = (at: number, i: number): string => dateText(at + (months[i] ?? 0) * 30 * day)
  const moving = (at: number): [string, string][] => [
    ['TRADE_DATE', dateText(at)],
    ['TIMACT', timeText(at)],
    [
      'CASH_RATES',
      vector(
        rates.map(
          (rate, i) =>
            `"CASH_SDATE":${dateText(at)},"CASH_MDATE":${dueAt(at, i)},"CASH_RATE":${rate.toFixed(4)},"CASH_SRC":"${months[i]}M="`,
        ),
      ),
    ],
    [
      'YLD_CURVE',
      vector(
        rates.map((rate, i) => {
          const factor = (1 + rate / 100) ** (-(months[i] ?? 0) / 12)
          return `"YCT_DATE":${dueAt(at, i)},"YCT_ZRATE":${rate.toFixed(8)},"YCT_DISFAC":${factor.toFixed(8)}`
        }),
      ),
    ],
  ]

  return {
    image: (at): FieldList =>
      new Map([
        ['CRV_NAME', JSON.stringify(name)],
        ['CRV_ID', '1'],
        ['CRV_TYPE', '"Swap"'],
        ['CRV_STYPE', '"Standard"'],
        ['CRV_DATE', dateText(at)],
        ['CASH_BASIS', '"ACT/360"'],
        ['CC_METHOD', '"Bootstrap"'],
        ['INTER_MTHD', 'null'],
        ['SPOT_LAG', '0'],
        ['TENORS', tenors],
        ...moving(at),
      ]),
    next: (at) => {
      rates = rates.map((rate) => rate + (random() - 0.5) / 50)
      // An update of a value that is a container brings all of it, whatever changed inside.
      const [, time, cash, curve] = moving(at)
      const changed = random() < 0.5 ? [time, curve] : [time, cash, curve]
      return { type: 'Unspecified', fields: new Map(changed.filter((one) => one !== undefined)) }
    },
  }
}
