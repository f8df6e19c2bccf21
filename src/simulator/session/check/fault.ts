import { isOdd, oddText } from './odd-number.js'

/** What is wrong with a message of a client, as the server would say it. */
export interface Fault {
  /** Stream id of the message if it was read before the fault, else 0. */
  readonly id: number
  readonly text: string
  /** Member that is at fault, to find its place. */
  readonly member?: string
}

/** A fault that does not know its message yet. */
export type Finding = Omit<Fault, 'id'>

/** An object of a message. */
export type Members = Readonly<Record<string, unknown>>

/** How the server's JSON reader calls a value. */
export const tokenOf = (value: unknown): 'PRIMITIVE' | 'STRING' | 'OBJECT' | 'ARRAY' => {
  if (typeof value === 'string') return 'STRING'
  if (Array.isArray(value)) return 'ARRAY'
  return typeof value === 'object' && value !== null && !isOdd(value) ? 'OBJECT' : 'PRIMITIVE'
}

/** True for an object, and not an array or a number. */
export const isObject = (value: unknown): value is Members => tokenOf(value) === 'OBJECT'

/** A value is of the wrong JSON type, or no number that fits. */
export const wrongType = (member: string, expected: string, value: unknown): Finding => ({
  text: `JSON Converter Token Type error: Expected '${expected}' for key '${member}' Received '${tokenOf(value)}'`,
  member,
})

/** A value is of the right JSON type, and not one that there is. */
export const wrongValue = (member: string, value: unknown): Finding => ({
  text: `JSON Unexpected Value. Received '${isOdd(value) ? oddText(value) : String(value)}' for key '${member}'`,
  member,
})

/** A member that has to be there is not. */
export const missing = (member: string): Finding => ({ text: `JSON Missing required key '${member}'` })

/** A type of a value that there is not. */
export const noSuchType: Finding = { text: 'JSON invalid primitive type', member: 'Type' }

/** The first finding of a list, looking at no more items than needed. */
export const firstOf = <Item>(
  items: Iterable<Item>,
  look: (item: Item) => Finding | undefined,
): Finding | undefined => {
  for (const item of items) {
    const finding = look(item)
    if (finding) return finding
  }
  return undefined
}

/** How what is nested is looked at. Passed down, since values, containers and messages hold one another. */
export interface Look {
  /** Unknown members are faults. */
  readonly strict: boolean
  /** Looks at a container by its name; `member` is where it stands. */
  readonly container: (name: string, member: string, value: unknown) => Finding | undefined
  /** Looks at a message inside a message. */
  readonly message: (message: Members) => Finding | undefined
}
