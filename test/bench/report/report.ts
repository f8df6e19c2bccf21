/** A table as it is printed, and written to the page. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a suite has measured. */
export interface SuiteReport {
  readonly title: string
  /** What was measured, and how, for readers of the page. */
  readonly about: string
  readonly tables: readonly Table[]
  /** Every figure by a name that stays the same, for machines; targets refer to these names. */
  readonly figures: Readonly<Record<string, number>>
}

/** A number with so many digits after the point. */
export const digits = (value: number, count: number): string => value.toFixed(count)

/** A whole number, with thousands apart. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
