/** What every suite is given. */
export interface Setting {
  /** Where the built processes are. */
  readonly folder: string
  /** Rounds in which contenders take turns. */
  readonly rounds: number
  /** A short run, to see that nothing has become much worse. */
  readonly quick: boolean
  /** Tells whoever waits what is under way. */
  readonly progress: (text: string) => void
}
