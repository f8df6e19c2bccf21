/**
 * What a value has to be. Not a codec of io-ts, which decodes what others send: options are checked in every
 * application, and io-ts would be a tenth of what a small one has to load.
 */
export interface Check<A = unknown> {
  /** What a user reads behind "must be" when a value does not fit. */
  readonly name: string
  readonly is: (value: unknown) => value is A
  /** What is wrong with a value, one text a fault; empty when it fits. No text holds any part of the value. */
  readonly faults: (value: unknown, path: string) => readonly string[]
}

/** What members of an object have to be, by name. */
export type Checks = Readonly<Record<string, Check>>

/** A check by a predicate. */
export const fitting = <A>(name: string, is: (value: unknown) => value is A): Check<A> => ({
  name,
  is,
  faults: (value, path) => {
    if (is(value)) return []
    return [path === '' ? `must be ${name}` : `\`${path}\` must be ${name}`]
  },
})

/** Any object that is not a list. */
export const anyObject = (name = 'an object'): Check<Readonly<Record<string, unknown>>> =>
  fitting(
    name,
    (value): value is Readonly<Record<string, unknown>> =>
      typeof value === 'object' && value !== null && !Array.isArray(value),
  )

/** An object with members that are needed, and members that are checked where they are there. */
export const objectOf = (required: Checks, optional: Checks, name?: string): Check<object> => {
  const object = anyObject(name)
  const members = Object.entries({ ...required, ...optional })
  const faults = (value: unknown, path: string): readonly string[] => {
    if (!object.is(value)) return object.faults(value, path)
    const found: string[] = []
    for (const [member, check] of members) {
      const given = value[member]
      if (given === undefined && !(member in required)) continue
      found.push(...check.faults(given, path === '' ? member : `${path}.${member}`))
    }
    return found
  }
  return { name: object.name, faults, is: (value): value is object => faults(value, '').length === 0 }
}
