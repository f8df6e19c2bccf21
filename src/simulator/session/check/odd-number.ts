/** Under this name stands the text of a number that `JSON.parse` would show as another one. */
const mark = '\u0000odd'

const quick = /\d[.eE]|\d{16}/

/** Strings are matched too, and left alone, so that digits inside them are not taken for a number. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g

/**
 * Reads JSON so that a number which is not a plain integer of at most 15 digits keeps its text: `2.0` and `2e0`
 * parse to the integer 2, and are none for the server. Gives `parsed` back where there is no such number.
 */
export const withOddNumbers = (json: string, parsed: unknown): unknown => {
  if (!quick.test(json)) return parsed
  const marked = json.replace(token, (text) =>
    text.startsWith('"') || (!/[.eE]/.test(text) && text.length < 16)
      ? text
      : `{${JSON.stringify(mark)}:"${text}"}`,
  )
  return JSON.parse(marked) as unknown
}

/** True for a number that kept its text. */
export const isOdd = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, mark)

/** The text of such a number. */
export const oddText = (value: Readonly<Record<string, string>>): string => value[mark] ?? ''

/** Such a number in JSON, with all its digits, among other values. */
const marked = new RegExp(`\\{${JSON.stringify(mark).replace('\\', '\\\\')}:"([^"]*)"\\}`, 'g')

/** JSON of a value that may hold numbers which kept their text; they are written as they were. */
export const exactJson = (value: unknown): string =>
  JSON.stringify(value).replace(marked, (_, text: string) => text)

/** An integer that is written plainly, within limits. */
export const isInteger = (value: unknown, from: bigint, to: bigint): boolean => {
  if (typeof value === 'number') return BigInt(value) >= from && BigInt(value) <= to
  if (!isOdd(value) || !/^-?\d+$/.test(oddText(value))) return false
  const whole = BigInt(oddText(value))
  return whole >= from && whole <= to
}

/** Powers of ten that a `Real` can have. */
const [least, greatest] = [-14, 7]

/** What a number comes to as an integer times a power of ten; longer ones fit nowhere. */
const decimal = /^-?(\d{1,40})(?:\.(\d{1,40}))?(?:[eE](-?\d{1,3}))?$/

/** True for a number that the server's `Real` can hold. An exponent must have no plus sign. */
export const isReal = (value: unknown): boolean => {
  if (typeof value === 'number') return true
  const parts = isOdd(value) ? decimal.exec(oddText(value)) : null
  if (!parts) return false
  const [, whole = '', fraction = '', exponent = '0'] = parts
  let mantissa = BigInt(whole + fraction)
  let power = Number(exponent) - fraction.length
  if (mantissa === 0n) return true
  for (; mantissa % 10n === 0n && power < greatest; power++) mantissa /= 10n
  for (; power > greatest && mantissa < 2n ** 63n; power--) mantissa *= 10n
  return power >= least && power <= greatest && mantissa < 2n ** 63n
}
