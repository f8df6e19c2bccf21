import { bookSummary, millisecondsJson, priceJson, summaryMove, type BookParts } from './book.js'
import type { EntryChange, MapSource } from './content.js'
import { dateText, type FieldList } from './field.js'
import { keyJson } from './map-json.js'
import { makers } from './orders.js'

interface Maker {
  readonly id: string
  bid: number
  ask: number
  bidSize: number
  askSize: number
  at: number
}

/** The quotes of the market makers (`MarketMaker`), who come and go; the best of them is the quote. */
export const createMakerBook = (parts: BookParts): MapSource => {
  const { random, quote, drive, depth } = parts
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from))
  const present = new Map<string, Maker>()

  const requote = (maker: Maker, at: number, best: boolean): Maker => {
    const { bid, ask } = quote()
    maker.bid = Math.max(1, best ? bid : bid - whole(0, depth))
    maker.ask = best ? ask : ask + whole(0, depth)
    ;[maker.bidSize, maker.askSize, maker.at] = [whole(1, 20) * 100, whole(1, 20) * 100, at]
    return maker
  }
  const come = (id: string, at: number, best: boolean): Maker => {
    const maker = requote({ id, bid: 0, ask: 0, bidSize: 0, askSize: 0, at }, at, best)
    present.set(id, maker)
    return maker
  }
  const key = ({ id }: Maker): string => keyJson('Buffer', id)
  const moving = ({ bid, ask, bidSize, askSize, at }: Maker): FieldList =>
    new Map([
      ['BID', priceJson(bid, quote())],
      ['ASK', priceJson(ask, quote())],
      ['BIDSIZE', String(bidSize)],
      ['ASKSIZE', String(askSize)],
      ['BID_TIM_MS', millisecondsJson(at)],
      ['ASK_TIM_MS', millisecondsJson(at)],
      ['PR_DATE', dateText(at)],
    ])
  const added = (maker: Maker): EntryChange => ({
    action: 'Add',
    key: key(maker),
    fields: new Map([
      ['MMID', `"${maker.id}"`],
      ['MKT_MKR_NM', `"${maker.id} SECURITIES"`],
      ...moving(maker),
      ['MM_STATE', '"A "'],
    ]),
  })

  const next = (at: number): readonly EntryChange[] => {
    drive(at)
    const { bid, ask } = quote()
    const entries: EntryChange[] = []
    // Who shows more than the quote has to follow it, and somebody has to stand at its best prices.
    const beyond = [...present.values()].filter((maker) => maker.bid > bid || maker.ask < ask)
    const rest = [...present.values()].filter((maker) => !beyond.includes(maker))
    const one = beyond[0] ?? rest[whole(0, rest.length)]
    for (const maker of new Set([...(one ? [one] : []), ...beyond]))
      entries.push({
        action: 'Update',
        key: key(maker),
        fields: moving(requote(maker, at, maker === one)),
      })
    const guest = makers[whole(0, makers.length)] ?? ''
    const there = present.get(guest)
    if (random() < 0.15)
      if (!there) entries.push({ ...added(come(guest, at, false)), fresh: true })
      else if (there !== one && !beyond.includes(there)) {
        present.delete(guest)
        entries.push({ action: 'Delete', key: key(there) })
      }
    return entries
  }

  return {
    keyType: 'Buffer',
    start: (at) => {
      if (present.size === 0) makers.slice(0, -3).forEach((id, i) => come(id, at, i === 0))
      return bookSummary(parts, at)
    },
    image: () => [...present.values()].map(added),
    next: (at) => ({
      type: 'Unspecified',
      map: { ...(random() < 0.3 ? { summary: summaryMove(at) } : {}), entries: next(at) },
    }),
  }
}
