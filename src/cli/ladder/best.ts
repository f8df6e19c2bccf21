import type { Book, BookEntry } from '../../index.js'

/** The middle of a book. */
export interface Best {
  readonly mid: number
  /** Lowest ask less highest bid; below zero where they cross. */
  readonly spread: number
  /** The spread in hundredths of a per cent of the middle; `undefined` around zero. */
  readonly basisPoints: number | undefined
}

/** The best entry that has a price: an order at market says nothing of where the market is. */
const bestOf = (entries: readonly BookEntry[]): number | undefined =>
  entries.find(({ price }) => price !== null)?.price ?? undefined

/** The middle of a book that has prices on both sides. */
export const best = ({ bids, asks }: Pick<Book, 'bids' | 'asks'>): Best | undefined => {
  const [bid, ask] = [bestOf(bids), bestOf(asks)]
  if (bid === undefined || ask === undefined) return undefined
  const mid = (bid + ask) / 2
  const spread = ask - bid
  return { mid, spread, basisPoints: mid > 0 ? (spread / mid) * 10_000 : undefined }
}
