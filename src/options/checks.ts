import { longestTimer } from '../time/clock.js'
import { fitting, type Check } from './check.js'

/** A text that is not empty. */
export const filledText = /* @__PURE__ */ fitting(
  'a text that is not empty',
  (value): value is string => typeof value === 'string' && value !== '',
)

/** A name of the protocol, or the number that stands for it. */
export const nameOrNumber = /* @__PURE__ */ fitting(
  'a text or an integer',
  (value): value is string | number => typeof value === 'string' || Number.isInteger(value),
)

/** One of some texts. */
export const oneOf = (...texts: readonly string[]): Check<string> => {
  const quoted = texts.map((text) => `'${text}'`)
  const name = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`
  return fitting(name, (value): value is string => texts.some((text) => text === value))
}

/** Any function. */
export const anyFunction = /* @__PURE__ */ fitting(
  'a function',
  (value): value is (...args: never[]) => unknown => typeof value === 'function',
)

/** A flag. */
export const flag = /* @__PURE__ */ fitting(
  'true or false',
  (value): value is boolean => typeof value === 'boolean',
)

/** A number within bounds, both included. */
export const numberWithin = (least: number, most: number): Check<number> =>
  fitting(
    `a number from ${least} to ${most}`,
    (value): value is number => typeof value === 'number' && value >= least && value <= most,
  )

/** An integer within bounds, both included. */
export const integerWithin = (least: number, most: number): Check<number> =>
  fitting(
    `an integer from ${least} to ${most}`,
    (value): value is number =>
      Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  )

/** An integer without a sign that takes so many bits at most. */
export const unsigned = (bits: number): Check<number> => integerWithin(0, 2 ** bits - 1)

/** A number that is not negative, and not infinite. */
export const amount = /* @__PURE__ */ fitting(
  'a number that is not negative',
  (value): value is number => typeof value === 'number' && value >= 0 && Number.isFinite(value),
)

/** A time in milliseconds that a timer can keep, and that is not over at once. */
export const duration = /* @__PURE__ */ fitting(
  `a number of milliseconds from 1 to ${longestTimer}`,
  (value): value is number => typeof value === 'number' && value >= 1 && value <= longestTimer,
)

/** A list of texts, none of them empty. */
export const listOfDomains = /* @__PURE__ */ fitting(
  'a list of domains',
  (value): value is readonly string[] => Array.isArray(value) && value.every(filledText.is),
)
