import type { PostFields, PostValue } from '../../index.js'
import { Fault } from '../fault.js'

const wholeNumber = /^[+-]?\d+$/
const anyNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A value as it was meant: what looks like a number is one, and nothing at all is blank. */
const valueOf = (text: string): PostValue => {
  if (text === '') return null
  if (!anyNumber.test(text)) return text
  const number = Number(text)
  return wholeNumber.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number
}

/**
 * Reads fields from arguments: `BID=1.5` a number, `DSPLY_NAME=Acme` a text, `BID=` blank, `CODE:=0815` a text whatever
 * it looks like.
 *
 * @throws {@link Fault} for what is no field, by its place, and never with its value
 */
export const readFields = (texts: readonly string[]): PostFields => {
  if (texts.length === 0) throw new Fault('omm post needs at least one field: FIELD=VALUE')
  const fields = new Map<string, PostValue>()
  texts.forEach((text, index) => {
    const [, name, sign, value] = /^([^=:\s]+)(:?=)(.*)$/s.exec(text) ?? []
    if (name === undefined || value === undefined) {
      throw new Fault(`argument ${index + 2} of omm post must be FIELD=VALUE`)
    }
    if (fields.has(name)) throw new Fault(`the field ${name} is given more than once`)
    fields.set(name, sign === ':=' ? value : valueOf(value))
  })
  return Object.fromEntries(fields)
}
