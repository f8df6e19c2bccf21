/** Something was left open. The text lists what. */
export class LeakError extends Error {
  /** What was left, one line each. */
  readonly leaks: readonly string[]

  /** @internal */
  constructor(leaks: readonly string[]) {
    super(`left open:\n${leaks.map((leak) => `- ${leak}`).join('\n')}`)
    this.name = 'LeakError'
    this.leaks = leaks
  }
}
