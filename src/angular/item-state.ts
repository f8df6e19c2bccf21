import type { OmmError, Stale } from '../index.js'

/** One case of {@link ItemState}. */
export interface ItemStateOf<Status, Name, Value, Health, Failure> {
  /** Tells the cases apart. */
  readonly status: Status
  /** Name of the item; `undefined` while none is wanted. */
  readonly name: Name
  /** The newest image, or what else was asked for; the last good one during an outage. */
  readonly value: Value
  /** `false` while all is well, else since when it is not, and why. */
  readonly stale: Health
  /** What ended the item for good. */
  readonly error: Failure
}

/**
 * Where an item stands, as one value: what belongs together changes together, and `status` tells which of the members
 * are there. Trouble never throws.
 *
 * | `status`  | `value`            | `stale`      | `error` | Means                                                   |
 * | --------- | ------------------ | ------------ | ------- | ------------------------------------------------------- |
 * | `idle`    | none               | `false`      | none    | no item is wanted: its name is `undefined`              |
 * | `loading` | none               | why not yet  | none    | asked for; nothing has come, or the server took it back |
 * | `live`    | the newest         | `false`      | none    | all is well                                             |
 * | `stale`   | the last good one  | since, cause | none    | an outage, which ends by itself                         |
 * | `closed`  | the last, if any   | as it was    | none    | ended in good order: a snapshot, or the consumer closed |
 * | `failed`  | the last, if any   | as it was    | why     | ended for good                                          |
 */
export type ItemState<T> =
  | ItemStateOf<'idle', undefined, undefined, false, undefined>
  | ItemStateOf<'loading', string, undefined, false | Stale, undefined>
  | ItemStateOf<'live', string, T, false, undefined>
  | ItemStateOf<'stale', string, T, Stale, undefined>
  | ItemStateOf<'closed', string, T | undefined, false | Stale, undefined>
  | ItemStateOf<'failed', string, T | undefined, false | Stale, OmmError>

/** What a value has to tell: images, books, members and events do. */
export interface Health {
  /** `false` while the data is live, else since when it is stale and why. */
  readonly stale: false | Stale
}

/** No item is wanted. */
export const idle = {
  status: 'idle',
  name: undefined,
  value: undefined,
  stale: false,
  error: undefined,
} as const satisfies ItemState<never>

/** Nothing is there yet. */
export const loading = (name: string, stale: false | Stale = false): ItemState<never> => ({
  status: 'loading',
  name,
  value: undefined,
  stale,
  error: undefined,
})

/** A value is there; it says for itself how it is. */
export const present = <T extends Health>(name: string, value: T): ItemState<T> => {
  const { stale } = value
  return stale === false
    ? { status: 'live', name, value, stale, error: undefined }
    : { status: 'stale', name, value, stale, error: undefined }
}

/** Nothing more will come. */
export const ended = <T>(
  name: string,
  { value, stale }: ItemState<T>,
  error: OmmError | undefined,
): ItemState<T> =>
  error === undefined
    ? { status: 'closed', name, value, stale, error }
    : { status: 'failed', name, value, stale, error }
