import * as t from 'io-ts'
import { UsageError } from '../errors.js'
import { checkOptions } from '../options/check-options.js'
import { filledText, fitting, flag } from '../options/codecs.js'
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

const nameOrNumber = fitting(
  'a text or a number',
  (value): value is string | number => typeof value === 'string' || typeof value === 'number',
)

const options = t.partial(
  {
    service: nameOrNumber,
    domain: nameOrNumber,
    nameType: nameOrNumber,
    view: fitting(
      'a list of field names and numbers that is not empty',
      (value): value is readonly (string | number)[] =>
        Array.isArray(value) && value.length > 0 && value.every((field) => nameOrNumber.is(field)),
    ),
    snapshot: flag,
    private: flag,
  },
  'an object of options',
)

/**
 * Refuses a request that no server could read.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const checkRequest = (names: readonly unknown[], given: unknown): void => {
  const wrong = names.findIndex((name) => !filledText.is(name))
  if (wrong >= 0) {
    throw new UsageError('invalid-options', `item request: name ${wrong} must be ${filledText.name}`)
  }
  checkOptions('item request', options, given)
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
