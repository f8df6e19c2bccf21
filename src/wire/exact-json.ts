/** Integers have to be at least this long before a number of JavaScript may round them. */
const longRun = /\d{16}/

/** Whether a text holds so many digits in a row that one of its integers may be rounded. */
export const mayRound = (text: string): boolean => longRun.test(text)

/** Something that reads as a number; the whole of it, so that no fraction and no exponent is taken for an integer. */
const numbers = /-?\d[\d.eE+-]*/g

const longInteger = /^-?[1-9]\d{15,}$/

const quoteIntegers = (text: string): string =>
  text.replace(numbers, (number) => (longInteger.test(number) ? `"${number}"` : number))

/** Where the text that begins before `from` ends: at a quotation mark with an even number of backslashes before it. */
const endOfText = (json: string, from: number): number => {
  for (let at = json.indexOf('"', from); at >= 0; at = json.indexOf('"', at + 1)) {
    let before = at
    while (before > from && json[before - 1] === '\\') before -= 1
    if ((at - before) % 2 === 0) return at + 1
  }
  return json.length
}

/** The same JSON with every long integer outside of texts as a text. Not by one expression, which could run away. */
const withQuotedIntegers = (json: string): string => {
  let result = ''
  let done = 0
  while (done < json.length) {
    const quote = json.indexOf('"', done)
    const end = quote < 0 ? json.length : quote
    result += quoteIntegers(json.slice(done, end))
    done = quote < 0 ? end : endOfText(json, end + 1)
    result += json.slice(end, done)
  }
  return result
}

type Members = Record<string, unknown>

/**
 * Like `JSON.parse`, but integers beyond 2^53 come as `bigint` and not rounded.
 *
 * The text is parsed twice, the second time with long integers as texts: where the first has a number and the second
 * a text, there was one. So no mark is needed that a hostile text could imitate.
 *
 * @throws SyntaxError where the text is no JSON, like `JSON.parse`
 */
export const parseExact = (json: string): unknown => {
  const root: Members = { '': JSON.parse(json) as unknown }
  if (!mayRound(json)) return root['']
  // A list of work and no recursion, for a server may nest deeper than the stack reaches.
  const work: [rounded: Members, exact: Members][] = [
    [root, { '': JSON.parse(withQuotedIntegers(json)) as unknown }],
  ]
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const [rounded, exact] = pair
    for (const name of Object.keys(rounded)) {
      const value = rounded[name]
      const other = exact[name]
      if (typeof value === 'number') {
        if (typeof other === 'string' && !Number.isSafeInteger(value)) rounded[name] = BigInt(other)
      } else if (typeof value === 'object' && value !== null) work.push([value as Members, other as Members])
    }
  }
  return root['']
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const written = (value: unknown, name: string): string | undefined => {
  const { toJSON } = (isObject(value) ? value : {}) as { toJSON?: unknown }
  const given: unknown = typeof toJSON === 'function' ? toJSON.call(value, name) : value
  if (typeof given === 'bigint') return String(given)
  if (Array.isArray(given))
    return `[${given.map((one, index) => written(one, String(index)) ?? 'null').join()}]`
  if (!isObject(given)) return JSON.stringify(given)
  const members = Object.entries(given).flatMap(([key, member]) => {
    const text = written(member, key)
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`]
  })
  return `{${members.join()}}`
}

/** Like `JSON.stringify`, but a `bigint` is written as the integer that it is. */
export const stringifyExact = (value: unknown): string => written(value, '') ?? 'null'

/** A value as JSON. Only what holds a `bigint`, which is rare, pays for it. */
export const jsonOf = (value: unknown): string => {
  // Applications teach `bigint` to become a text in JSON, which no server takes for a number.
  if ('toJSON' in BigInt.prototype) return stringifyExact(value)
  try {
    return JSON.stringify(value)
  } catch {
    return stringifyExact(value)
  }
}
