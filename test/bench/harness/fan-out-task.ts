/** What a contender is told that hands updates on. */
export interface FanOutTask {
  /** Port of the generator. */
  readonly port: number
  /** Items to open. */
  readonly items: number
  /** Subscribers of a single item; of several items, one subscriber hears of them all. */
  readonly subscribers: number
  /** Deliveries before anything is measured. */
  readonly warmUp: number
  /** Deliveries that are measured. */
  readonly deliveries: number
}
