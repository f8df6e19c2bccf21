/** What a contender that opens items, loses its connection and gets everything back is told to do. */
export interface OpeningTask {
  /** Port of the generator. */
  readonly port: number
  /** Items to open. */
  readonly items: number
  /** Logs in with a token and not by name, where the contender can. */
  readonly token: boolean
  /** The floor keeps the newest image of each item, as whoever shows them to others has to. */
  readonly keep: boolean
}

/** What opening or recovering all items has taken. */
export interface OpeningReading {
  /** CPU time from the first subscription, or the loss of the connection, to the last image. */
  readonly cpuMilliseconds: number
  /** Time from the first subscription, or from the new login, to the last image. */
  readonly wallMilliseconds: number
  /** The longest time for which the event loop did not come round. */
  readonly longestBlock: number
}
