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
  /** Ping every client from its login on, at intervals of so many milliseconds. */
  | { readonly order: 'ping'; readonly every: number }
  /** Send the parent process an account. */
  | { readonly order: 'account' }

/** What was done for the newest client; each time from the last account on. */
export interface Account {
  /** Images that it was sent, all in all. */
  readonly images: number
  /** The longest time that the answer to a ping took, in milliseconds. */
  readonly longestPong: number
  /** CPU time that this process took. */
  readonly cpuMilliseconds: number
}
