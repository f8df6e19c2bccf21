/** Members as sorted pairs, so that order is no matter and a member called `__proto__` is compared like any other. */
export const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return ['array', ...value.map(canonical)]
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [name, canonical(member)] as const)
    return ['object', ...members.sort(([one], [other]) => (one < other ? -1 : 1))]
  }
  return value
}

/** Makes any later change of it an error. */
export const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const name of Object.getOwnPropertyNames(value)) {
      deepFreeze(Object.getOwnPropertyDescriptor(value, name)?.value)
    }
  }
  return value
}
