import type { Domain } from '../../wire/domain.js'
import { now } from '../clock.js'
import type { LiveService } from '../session/live-service.js'
import { isNewsName, newsItem } from '../news/news-item.js'
import type { StoryFault } from '../news-scenario.js'
import type { Settings } from '../settings.js'
import type { BookParts } from './book.js'
import { chainRecord, recordCount, recordPlace, type ChainRecord, type RecordPlace } from './chain-record.js'
import type { FieldMove } from './content.js'
import { fieldItem } from './field-item.js'
import { createInstrument, type Instrument } from './instrument.js'
import { createMakerBook } from './maker-book.js'
import { mapItem } from './map-item.js'
import type { ItemStart, MarketItem } from './market-item.js'
import { createOrderBook } from './order-book.js'
import { createPriceBook } from './price-book.js'
import { hash, randomFrom } from './random.js'
import { createSymbolList, isListName } from './symbol-list.js'
import { createYieldCurve } from './yield-curve.js'

export type { MarketItem } from './market-item.js'

/** The items of the market. */
export interface Market {
  item(service: LiveService, name: string, domain?: Domain): MarketItem
  /** True where there is such a list, or one is made up for this name. */
  hasList(name: string): boolean
  /** True for a name that a record of a chain would have, where the chain is not as long. */
  endsBefore(service: LiveService, name: string): boolean
  /** What is to be told of the records of a chain after this item has moved, be it the list or the first record. */
  chainMoves(item: MarketItem): readonly { readonly item: MarketItem; readonly change: FieldMove }[]
  /** True where there is news under this name. */
  hasNews(name: string): boolean
  /** From now on there is such a list. */
  addList(name: string): void
  /** From now on there is such an item, whatever the options say. */
  addItem(name: string): void
  /** True where the options say that there is no such item, and nobody made one. */
  lacks(name: string): boolean
  /** The items of this name that somebody watches, in all services and domains. */
  watched(name?: string): readonly MarketItem[]
}

/** How many items without a stream are remembered, so that their prices go on where they were. */
const idleItems = 100_000

/**
 * Makes the market. Items come to be when they are asked for first.
 *
 * @param nextFault - what is to go wrong with the next story
 */
export const createMarket = (
  settings: Settings,
  nextFault: () => StoryFault | undefined = () => undefined,
): Market => {
  const { seed, symbolLists, symbolKeys, chainTemplate, unknownItems, bookDepth, enumText } = settings
  const items = new Map<string, MarketItem>()
  const instruments = new WeakMap<MarketItem, Instrument>()
  const chains = new WeakMap<MarketItem, ChainRecord>()
  const addedLists = new Set<string>()
  const addedItems = new Set<string>()

  const isGiven = (name: string): boolean => Object.hasOwn(symbolLists, name) || addedLists.has(name)
  const hasList = (name: string): boolean => isGiven(name) || isListName(name)
  const placeOf = (name: string): RecordPlace | undefined =>
    recordPlace(name, (list) => isGiven(list) || (isListName(list) && !list.startsWith('_')))

  const record = (start: ItemStart, place: RecordPlace): MarketItem => {
    // Looked up each time, as the quotes of books are.
    const list = (): MarketItem => item(start.service, place.list, 'SymbolList')
    const made = chainRecord(start, {
      place,
      template: chainTemplate,
      list: () => list().map ?? { keyType: symbolKeys, summary: new Map(), entries: () => new Map() },
      drive: (at) => {
        if (list().streams.size === 0) list().next(at)
      },
    })
    chains.set(made.item, made)
    return made.item
  }

  const price = (start: ItemStart): MarketItem => {
    const instrument = createInstrument(seed, start.service.name, start.name)
    const item = fieldItem(start, instrument)
    instruments.set(item, instrument)
    return item
  }

  const bookParts = (start: ItemStart, random: () => number): BookParts => {
    const { service, name } = start
    // Under the name of a chain there is no price, and a book needs one.
    const own = placeOf(name) && price({ ...start, domain: 'MarketPrice', streams: new Set() })
    // Looked up each time: the item may have been forgotten and made again.
    const quoted = (): MarketItem => own ?? item(service, name)
    return {
      name,
      random,
      quote: () => instruments.get(quoted())?.quote() ?? { bid: 1, ask: 2, digits: 2, currency: 'USD' },
      drive: (at) => {
        if (quoted().streams.size === 0) quoted().next(at)
      },
      depth: bookDepth,
      enumText,
    }
  }

  const create = (service: LiveService, name: string, domain: Domain): MarketItem => {
    const start = { service, name, domain, streams: new Set<never>(), sequence: 0, scheduled: false }
    if (domain === 'MarketPrice') {
      const place = placeOf(name)
      return place ? record(start, place) : price(start)
    }
    const random = randomFrom(hash(`${service.name}|${domain}|${name}`) ^ Math.imul(seed, 0x9e3779b1))
    const members = Object.hasOwn(symbolLists, name)
      ? symbolLists[name]
      : addedLists.has(name)
        ? []
        : undefined
    switch (domain) {
      case 'MarketByOrder':
        return mapItem(start, createOrderBook(bookParts(start, random)), now())
      case 'MarketByPrice':
        return mapItem(start, createPriceBook(bookParts(start, random)), now())
      case 'MarketMaker':
        return mapItem(start, createMakerBook(bookParts(start, random)), now())
      case 'SymbolList':
        return mapItem(start, createSymbolList({ name, random, members, keyType: symbolKeys }), now())
      case 'NewsTextAnalytics':
        return newsItem(start, { random, nextFault, fragmentSize: settings.newsFragmentSize })
      case 'YieldCurve':
        return fieldItem(start, createYieldCurve(random, name))
      default:
        return fieldItem(start, createInstrument(seed, `${service.name}|${domain}`, name))
    }
  }

  const forgetIdle = (): void => {
    for (const [key, item] of items) if (item.streams.size === 0) items.delete(key)
  }

  const item: Market['item'] = (service, name, domain = 'MarketPrice') => {
    const key = `${service.id}|${domain}|${name}`
    const known = items.get(key)
    if (known?.service === service) return known
    if (items.size >= idleItems && items.size % idleItems === 0) forgetIdle()
    const made = create(service, name, domain)
    items.set(key, made)
    return made
  }

  return {
    item,
    hasList,
    endsBefore: (service, name) => {
      const place = placeOf(name)
      if (place === undefined) return false
      const size = item(service, place.list, 'SymbolList').map?.entries().size ?? 0
      return place.number >= recordCount(size)
    },
    chainMoves: (one) => {
      if (one.domain !== 'SymbolList' && chains.get(one)?.place.number !== 0) return []
      return [...items.values()].flatMap((other) => {
        const known = chains.get(other)
        if (other.streams.size === 0 || other.service !== one.service || known?.place.list !== one.name)
          return []
        const change = known.catchUp()
        return change ? [{ item: other, change }] : []
      })
    },
    hasNews: isNewsName,
    addList: (name) => {
      addedLists.add(name)
    },
    addItem: (name) => {
      addedItems.add(name)
    },
    lacks: (name) => unknownItems.includes(name) && !addedItems.has(name),
    watched: (name) =>
      [...items.values()].filter((one) => one.streams.size > 0 && (name === undefined || one.name === name)),
  }
}
