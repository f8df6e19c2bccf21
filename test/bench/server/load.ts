/** What the generator is to send. */
export interface Load {
  /** Fields of an update of market price; `book` for changes of an order book of 40 price levels. */
  readonly content: number | 'book'
  /** Messages in a frame. */
  readonly perFrame: number
  /** Fields of an image of market price; by default those of an update. */
  readonly imageFields?: number
}

/** What the parent process tells the generator. */
export type Order =
  /** Serve this from now on. */
  | { readonly order: 'load'; readonly load: Load }
  /** Send so many updates over all open items in turn, as fast as the client takes them. */
  | { readonly order: 'send'; readonly updates: number }
  /** The same, so many a second. */
  | { readonly order: 'pace'; readonly updates: number; readonly perSecond: number }
  /** Cut the connection. */
  | { readonly order: 'drop' }
