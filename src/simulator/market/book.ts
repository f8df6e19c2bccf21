import { dateText, type FieldList } from './field.js'
import type { Quote } from './instrument.js'
import type { Side } from './orders.js'

/** What a book is made from. */
export interface BookParts {
  readonly name: string
  readonly random: () => number
  /** What the instrument is bid and asked for; a book never shows anything better. */
  readonly quote: () => Quote
  /** Lets the instrument move, unless it moves by itself. */
  readonly drive: (at: number) => void
  /** Price levels of a side. */
  readonly depth: number
  /** Enumerated fields as their text; else as numbers. */
  readonly enumText: boolean
}

const day = 86_400_000

const currencies: Readonly<Record<string, number>> = { USD: 840, EUR: 978, GBP: 826, JPY: 392 }

/** A price as JSON. */
export const priceJson = (ticks: number, { digits }: Quote): string => (ticks / 10 ** digits).toFixed(digits)

/** Milliseconds since midnight as JSON. */
export const millisecondsJson = (at: number): string => String(at % day)

/** A side as JSON. */
export const sideJson = (side: Side, enumText: boolean): string =>
  enumText ? `"${side}"` : side === 'BID' ? '1' : '2'

/** What is common to all entries of a book. */
export const bookSummary = ({ name, quote, enumText }: BookParts, at: number): FieldList => {
  const { currency } = quote()
  return new Map([
    ['PROD_PERM', '6777'],
    ['DSPLY_NAME', JSON.stringify(name.slice(0, 16).padEnd(16))],
    ['CURRENCY', enumText ? `"${currency}"` : String(currencies[currency] ?? 0)],
    ['ACTIV_DATE', dateText(at)],
    ['RECORDTYPE', '113'],
    ['HALT_REASN', 'null'],
    ['TIMACT_MS', millisecondsJson(at)],
  ])
}

/** What of the summary changes with an update. */
export const summaryMove = (at: number): FieldList => new Map([['TIMACT_MS', millisecondsJson(at)]])
