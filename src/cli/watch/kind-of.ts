import type { BookOptions, Domain } from '../../index.js'

/** How items are shown. */
export type Look = 'quotes' | 'books' | 'sheets'

/** Domain of the books of each kind. */
const bookDomains = { price: 'MarketByPrice', order: 'MarketByOrder', maker: 'MarketMaker' } as const

const bookNumbers = [7, 8, 9]
const quoteNumber = 6

/** What the arguments say of the kind of items. */
export interface KindWish extends Pick<BookOptions, 'by' | 'levels'> {
  readonly domain?: Domain
}

/** The domain that is asked for; books by price, order or maker have one of their own. */
export const domainOf = ({ domain, by }: KindWish): Domain | undefined =>
  domain ?? (by === undefined ? undefined : bookDomains[by])

const isBookDomain = (domain: Domain): boolean =>
  typeof domain === 'number'
    ? bookNumbers.includes(domain)
    : Object.values<Domain>(bookDomains).includes(domain)

/** True where `--by` makes sense: for books, and for what has only a number, and may hold books. */
export const mayHoldBooks = ({ domain }: KindWish): boolean =>
  domain === undefined || typeof domain === 'number' || isBookDomain(domain)

/** How items of a domain are shown. */
export const lookOf = (wish: KindWish): Look => {
  const domain = domainOf(wish)
  if (wish.by !== undefined) return 'books'
  if (domain === undefined || domain === 'MarketPrice' || domain === quoteNumber) return 'quotes'
  return isBookDomain(domain) ? 'books' : 'sheets'
}

/** Items that are watched unless others are named; the simulator has them. */
export const usualNames = (wish: KindWish): readonly string[] => {
  if (lookOf(wish) === 'books') return ['VOD.L', 'BARC.L']
  if (domainOf(wish) === 'SymbolList') return ['0#.FTSE']
  return ['EUR=', 'JPY=', 'GBP=', 'TRI.N', 'IBM.N', 'VOD.L']
}
