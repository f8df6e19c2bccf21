import { same } from './same.js'
import { textOf } from './text-of.js'

/** Something else happened than a diagram says. Test runners show the two side by side. */
class DiagramError extends Error {
  readonly actual: unknown
  readonly expected: unknown

  constructor(actual: unknown, expected: unknown) {
    super(`not as in the diagram\nexpected:\n${textOf(expected)}\nactual:\n${textOf(actual)}`)
    this.name = 'DiagramError'
    this.actual = actual
    this.expected = expected
  }
}

/** Fails with a text that shows both unless they say the same. */
export const assertSame = (actual: unknown, expected: unknown): void => {
  if (!same(actual, expected)) throw new DiagramError(actual, expected)
}
