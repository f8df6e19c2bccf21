import * as t from 'io-ts'

/**
 * An io-ts codec that can be the view of an item: `t.type`, `t.partial`, `t.strict`, a `t.intersection` of such, and
 * `t.exact` or `t.readonly` around them. Its keys are names of fields, also where they look like numbers.
 */
export interface FieldsCodec {
  /** What the codec gives; there for the types only. */
  readonly _A: object
  /** Which kind of codec it is. */
  readonly _tag:
    'InterfaceType' | 'PartialType' | 'StrictType' | 'ExactType' | 'ReadonlyType' | 'IntersectionType'
  /** Name of the codec. */
  readonly name: string
}

/** The fields of an item whose view is the codec C. */
export type FieldsOf<C extends FieldsCodec> = { [K in keyof C['_A']]: C['_A'][K] }

/**
 * A codec that takes blank, `null`, besides what it takes anyway. Most fields can become blank.
 *
 * @param codec - for the values that are not blank
 *
 * @example
 * ```ts
 * import * as t from 'io-ts'
 * import { nullable, type FieldsOf } from 'rx-omm'
 *
 * const Quote = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })
 * const quote: FieldsOf<typeof Quote> = { BID: 1.0923, ASK: null }
 * ```
 */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> =>
  t.union([codec, t.null], `${codec.name} | null`)
