import * as t from 'io-ts'
import { UsageError } from '../errors.js'
import type { Domain } from '../wire/enums.js'

/** How an item is asked for. */
export interface ItemOptions {
  /**
   * Service by name or number.
   * @defaultValue the server's default service
   */
  readonly service?: string | number
  /**
   * What kind of data.
   * @defaultValue `'MarketPrice'`
   */
  readonly domain?: Domain
  /**
   * What kind of name, by name or number.
   * @defaultValue `'Ric'`
   */
  readonly nameType?: string | number
  /**
   * Fields wanted, by name or field number. Fields by name are filtered on our side too, since servers may send
   * more than was asked for; a view with field numbers gets whatever arrives, for without the dictionary a
   * number cannot be told from a name.
   * @defaultValue all fields
   */
  readonly view?: readonly (string | number)[]
  /**
   * One image and no updates: the stream completes after it.
   * @defaultValue `false`
   */
  readonly snapshot?: boolean
  /**
   * A stream of this user's own, not shared with others on the way.
   * @defaultValue `false`
   */
  readonly private?: boolean
}

/** A request for one item. */
export interface ItemRequest extends ItemOptions {
  /** Name of the item, a RIC unless `nameType` says otherwise. */
  readonly name: string
}

/**
 * What requests must have in common to go out as one batch, and to be told apart from others of the same name.
 * Interned: equal kinds are one object, so that 100,000 items share it and grouping compares references.
 */
export interface ItemKind {
  readonly service: string | number | undefined
  readonly domain: Domain
  readonly nameType: string | number | undefined
  readonly snapshot: boolean
  readonly private: boolean
}

const NameOrNumber = t.union([t.string, t.number], 'string | number')

const Options = t.partial(
  {
    service: NameOrNumber,
    domain: NameOrNumber,
    nameType: NameOrNumber,
    view: t.readonlyArray(NameOrNumber, '(string | number)[]'),
    snapshot: t.boolean,
    private: t.boolean,
  },
  'ItemOptions',
)

const isName = (name: unknown): name is string => typeof name === 'string' && name !== ''

/** Refuses a request that no server could read; the message says which member is wrong. */
export const checkRequest = (names: readonly unknown[], options: unknown): void => {
  const wrong = names.findIndex((name) => !isName(name))
  if (wrong >= 0)
    throw new UsageError('invalid-options', `item name ${wrong} must be a string that is not empty`)
  if (typeof options !== 'object' || options === null) {
    throw new UsageError('invalid-options', 'item options must be an object')
  }
  for (const [member, codec] of Object.entries(Options.props)) {
    const value = (options as Readonly<Record<string, unknown>>)[member]
    if (value !== undefined && !codec.is(value)) {
      throw new UsageError('invalid-options', `item option "${member}" must be ${codec.name}`)
    }
  }
}

/** Gives each distinct kind of request one object. */
export const kindRegister = (): ((options: ItemOptions) => ItemKind) => {
  const kinds = new Map<string, ItemKind>()
  return (options) => {
    const {
      service,
      domain = 'MarketPrice',
      nameType,
      snapshot = false,
      private: isPrivate = false,
    } = options
    const key = JSON.stringify([service ?? null, domain, nameType ?? null, snapshot, isPrivate])
    let kind = kinds.get(key)
    if (kind === undefined) {
      kind = { service, domain, nameType, snapshot, private: isPrivate }
      kinds.set(key, kind)
    }
    return kind
  }
}
