import type { FieldMove, FieldSource } from './content.js'
import { dateText, timeText, type FieldList } from './field.js'
import { hash, randomFrom } from './random.js'
import { usualPrice } from './usual-prices.js'

/** What an instrument is bid and asked for at the moment, in ticks. */
export interface Quote {
  readonly bid: number
  readonly ask: number
  /** Decimals of a price: a tick is one unit of the last of them. */
  readonly digits: number
  readonly currency: string
}

/** One instrument of the simulated market. Its prices depend on seed, service and name alone. */
export interface Instrument extends FieldSource {
  /** What books of the same instrument follow. */
  quote(): Quote
}

const exchanges = ['NYQ', 'NMQ', 'LSE', 'IDN', 'CME']
const currencies = ['USD', 'EUR', 'GBP', 'JPY']
const day = 86_400_000

const pick = (list: readonly string[], chance: number): string => list[Math.floor(chance * list.length)] ?? ''

/** Makes an instrument. */
export const createInstrument = (seed: number, service: string, name: string): Instrument => {
  const random = randomFrom(hash(`${service}|${name}`) ^ Math.imul(seed, 0x9e3779b1))
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from))
  const digits = name.endsWith('=') && !/^(JPY|XAU)/.test(name) ? 4 : 2
  const scale = 10 ** digits
  // Prices are counted in whole ticks, so that no rounding creeps in.
  const anyPrice = digits === 4 ? whole(6_000, 20_000) : whole(1_000, 40_000)
  const usual = usualPrice(name)
  const close = usual === undefined ? anyPrice : Math.round(usual * scale)
  const exchange = pick(exchanges, random())
  const currency = pick(currencies, random())
  const ratio = random() < 0.125 ? '"Inf"' : String(Number(random().toFixed(6)))
  let last = close + whole(-close / 100, close / 100)
  const open = last
  let [high, low] = [Math.max(open, close), Math.min(open, close)]
  let [bid, ask] = [last - whole(1, 4), last + whole(1, 4)]
  let [bidSize, askSize, volume, lastVolume, moves] = [whole(1, 90), whole(1, 90), whole(1e4, 9e5), 100, 0]
  let tick = '"⇧"'
  let netBid = 'null'
  let shownBid = bid
  // Times of the last quote and trade; before the first one, those of the first image.
  let [quotedAt, tradedAt, startedAt] = [0, 0, 0]

  const real = (ticks: number): string => (ticks / scale).toFixed(digits)
  const percent = (): string => (((last - close) / close) * 100).toFixed(2)

  const quoteTime = (at: number): [string, string][] => [
    ['QUOTIM', timeText(at)],
    ['QUOTIM_MS', String(at % day)],
  ]

  const quote = (at: number): Map<string, string> => {
    const middle = Math.max(4, Math.round((bid + ask) / 2) + whole(-2, 3))
    const [oldBid, oldAsk] = [bid, ask]
    ;[bid, ask] = [middle - whole(1, 4), middle + whole(1, 4)]
    ;[bidSize, askSize] = [whole(1, 90), whole(1, 90)]
    const fields = new Map<string, string>()
    if (bid !== oldBid) fields.set('BID', real(bid))
    fields.set('BIDSIZE', String(bidSize))
    if (ask !== oldAsk) fields.set('ASK', real(ask))
    fields.set('ASKSIZE', String(askSize))
    for (const [field, value] of quoteTime(at)) fields.set(field, value)
    if (random() < 0.2) fields.set('BID_NET_CH', (netBid = random() < 0.5 ? 'null' : real(bid - close)))
    quotedAt = at
    return fields
  }

  const trade = (at: number): Map<string, string> => {
    const before = last
    last = random() < 0.5 ? bid : ask
    lastVolume = whole(1, 50) * 100
    volume += lastVolume
    moves++
    tradedAt = at
    if (last !== before) tick = last > before ? '"⇧"' : '"⇩"'
    const fields = new Map([
      ['TRDPRC_1', real(last)],
      ['NETCHNG_1', real(last - close)],
      ['PCTCHNG', percent()],
      ['PRCTCK_1', tick],
      ['TRDVOL_1', String(lastVolume)],
      ['ACVOL_1', String(volume)],
      ['NUM_MOVES', String(moves)],
      ['SALTIM', timeText(at)],
    ])
    if (last > high) fields.set('HIGH_1', real((high = last)))
    if (last < low) fields.set('LOW_1', real((low = last)))
    return fields
  }

  // The row's columns 20 to 29 show the bid; an update of them is a partial one.
  const column = 20
  const shown = (): string => real(shownBid).padStart(10)
  const row = (): string => JSON.stringify(`${name.slice(0, 18).padEnd(column)}${shown()}`.padEnd(64))
  const rowUpdate = (): string => {
    shownBid = bid
    return JSON.stringify(`\u001b[${column}\`${shown()}`)
  }

  const next = (at: number): FieldMove => {
    const chance = random()
    if (chance < 0.55) return { type: 'Quote', fields: quote(at) }
    if (chance < 0.85) return { type: 'Trade', fields: trade(at) }
    if (chance < 0.92) return { type: 'QuotesTrade', fields: new Map([...quote(at), ...trade(at)]) }
    if (chance < 0.97) return { type: 'Unspecified', fields: new Map([['ROW64_1', rowUpdate()]]) }
    if (chance < 0.99) return { type: 'Correction', fields: trade(at), more: { DoNotRipple: true } }
    return { type: 'ClosingRun', fields: new Map([['OFFCL_CODE', 'null'], ...trade(at)]) }
  }

  const image = (at: number): FieldList => {
    if (startedAt === 0) [startedAt, quotedAt, tradedAt] = [at, quotedAt || at, tradedAt || at]
    return new Map([
      ['PROD_PERM', '6562'],
      ['RDNDISPLAY', '66'],
      ['DSPLY_NAME', JSON.stringify(name.slice(0, 16).padEnd(16))],
      ['RDN_EXCHID', `"${exchange}"`],
      ['TRDPRC_1', real(last)],
      ['NETCHNG_1', real(last - close)],
      ['HIGH_1', real(high)],
      ['LOW_1', real(low)],
      ['PRCTCK_1', tick],
      ['CURRENCY', `"${currency}"`],
      ['TRADE_DATE', dateText(at)],
      ['OPEN_PRC', real(open)],
      ['HST_CLOSE', real(close)],
      ['BID', real(bid)],
      ['ASK', real(ask)],
      ['BIDSIZE', String(bidSize)],
      ['ASKSIZE', String(askSize)],
      ['ACVOL_1', String(volume)],
      ['EXDIVDATE', 'null'],
      ['PCTCHNG', percent()],
      ['NUM_MOVES', String(moves)],
      ['OFFCL_CODE', 'null'],
      ['BID_NET_CH', netBid],
      ['TRDVOL_1', String(lastVolume)],
      ['ROW64_1', row()],
      ['RECORDTYPE', '113'],
      ['SALTIM', timeText(tradedAt)],
      ...quoteTime(quotedAt),
      ['SIM_CODE', '"U0lNVUxBVE9S"'],
      ['SIM_RATIO', ratio],
      ['SIM_STAMP', `"${new Date(startedAt).toISOString().slice(0, 19)}"`],
    ])
  }

  // The first prices may lie between two ticks; a book stands at those that are shown.
  const inTicks = (price: number): number => Math.round(Number(real(price)) * scale)

  return { image, next, quote: () => ({ bid: inTicks(bid), ask: inTicks(ask), digits, currency }) }
}
