import * as t from 'io-ts'
import { longestTimer } from '../time/clock.js'

/** A codec for what a predicate tells; the name is what a user reads when the value does not fit. */
export const fitting = <A>(name: string, is: (value: unknown) => value is A): t.Type<A, A> =>
  new t.Type<A, A>(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  )

/** A text that is not empty. */
export const filledText = fitting(
  'a text that is not empty',
  (value): value is string => typeof value === 'string' && value !== '',
)

/** Any function. */
export const anyFunction = fitting(
  'a function',
  (value): value is (...args: never[]) => unknown => typeof value === 'function',
)

/** A flag. */
export const flag = fitting('true or false', (value): value is boolean => typeof value === 'boolean')

/** A number within bounds, both included. */
export const numberWithin = (least: number, most: number): t.Type<number, number> =>
  fitting(
    `a number from ${least} to ${most}`,
    (value): value is number => typeof value === 'number' && value >= least && value <= most,
  )

/** A number that is not negative, and not infinite. */
export const amount = fitting(
  'a number that is not negative',
  (value): value is number => typeof value === 'number' && value >= 0 && Number.isFinite(value),
)

/** A time in milliseconds that a timer can keep, and that is not over at once. */
export const duration = fitting(
  `a number of milliseconds from 1 to ${longestTimer}`,
  (value): value is number => typeof value === 'number' && value >= 1 && value <= longestTimer,
)
