/** Name of a field, or several of which the first that an entry holds counts. */
export type FieldChoice = string | readonly string[]

/** Which fields of an entry say what. */
export interface BookFields {
  /**
   * Price of an order or level.
   *
   * @defaultValue `'ORDER_PRC'`
   */
  readonly price?: FieldChoice
  /**
   * Size of an order or level.
   *
   * @defaultValue `['ORDER_SIZE', 'ACC_SIZE']`
   */
  readonly size?: FieldChoice
  /**
   * Side of an order or level: 1, `BID`, `BUY` or `B`, and 2, `ASK`, `SELL`, `A` or `S`.
   *
   * @defaultValue `'ORDER_SIDE'`
   */
  readonly side?: FieldChoice
  /**
   * Number of orders of a level.
   *
   * @defaultValue `'NO_ORD'`
   */
  readonly orders?: FieldChoice
  /**
   * Price at which a market maker buys.
   *
   * @defaultValue `'BID'`
   */
  readonly bid?: FieldChoice
  /**
   * Price at which a market maker sells.
   *
   * @defaultValue `'ASK'`
   */
  readonly ask?: FieldChoice
  /**
   * Size that a market maker buys.
   *
   * @defaultValue `'BIDSIZE'`
   */
  readonly bidSize?: FieldChoice
  /**
   * Size that a market maker sells.
   *
   * @defaultValue `'ASKSIZE'`
   */
  readonly askSize?: FieldChoice
}

/** How a book is shown. */
export interface BookOptions {
  /**
   * What an entry of the book is. `'order'` takes each entry of the item as it comes, order or level; `'maker'`
   * takes each for a market maker with a quote on either side; `'price'` puts together all that has the same price:
   * the sum of the sizes and the number of orders. Levels that came as such stay as they are.
   *
   * @defaultValue as the item sends it: makers where entries hold their fields and no price of an order, else
   * orders or levels as they come
   */
  readonly by?: 'price' | 'order' | 'maker'
  /**
   * Longest a side gets: only so many of the best entries are shown. A whole number above 0.
   *
   * @defaultValue all
   */
  readonly levels?: number
  /**
   * Names of fields, where a server has others.
   *
   * @defaultValue `{}`: each field has a default of its own
   */
  readonly fields?: BookFields
}

/** Lists of names, one for each thing to know. */
export type BookFieldNames = Readonly<Record<keyof BookFields, readonly string[]>>

const listed = (choice: FieldChoice): readonly string[] => (typeof choice === 'string' ? [choice] : choice)

/** The names with their defaults. */
export const fieldNames = ({
  price = 'ORDER_PRC',
  size = ['ORDER_SIZE', 'ACC_SIZE'],
  side = 'ORDER_SIDE',
  orders = 'NO_ORD',
  bid = 'BID',
  ask = 'ASK',
  bidSize = 'BIDSIZE',
  askSize = 'ASKSIZE',
}: BookFields = {}): BookFieldNames => ({
  price: listed(price),
  size: listed(size),
  side: listed(side),
  orders: listed(orders),
  bid: listed(bid),
  ask: listed(ask),
  bidSize: listed(bidSize),
  askSize: listed(askSize),
})
