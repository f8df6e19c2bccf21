import type { Fields } from '../../wire/fields.js'

/** What to change in a version to come to another one; `undefined` takes a name out. */
export type MemberChanges = ReadonlyMap<string, Fields | undefined>

const apply = (content: Map<string, Fields>, changes: MemberChanges): void => {
  for (const [name, fields] of changes) {
    if (fields === undefined) content.delete(name)
    else content.set(name, fields)
  }
}

/**
 * One version of a list, which never changes for who holds it although the next version costs only what differs.
 * The newest version holds the content; its successor takes that over and leaves it what to undo. A version that
 * someone walked through keeps its content, and its successor gets a copy; one that is read when it is not the
 * newest any more makes its copy then.
 */
export class MemberMap implements ReadonlyMap<string, Fields> {
  readonly size: number
  private content: Map<string, Fields> | undefined
  /** The content stays with this version. */
  private kept = false
  private step: { readonly newer: MemberMap; readonly undo: MemberChanges } | undefined
  /** Tells versions of one list from those of others. */
  private readonly line: object
  private readonly version: number
  /** How much there is to undo back to the last version that kept its content. */
  private readonly debt: number

  private constructor(content: Map<string, Fields>, line: object, version: number, debt: number) {
    this.content = content
    this.size = content.size
    this.line = line
    this.version = version
    this.debt = debt
  }

  /** The first version of a list: nothing in it. */
  static empty(): MemberMap {
    return new MemberMap(new Map<string, Fields>(), {}, 0, 0)
  }

  /** The next version. To be asked of the newest one, once. */
  with(changes: MemberChanges): MemberMap {
    const content = this.now()
    const debt = this.debt + changes.size
    // An old version that someone holds keeps alive all there is to undo, so now and then one keeps its content.
    if (this.kept || debt > content.size) {
      this.kept = true
      const copy = new Map(content)
      apply(copy, changes)
      return new MemberMap(copy, this.line, this.version + 1, 0)
    }
    const undo = new Map<string, Fields | undefined>()
    for (const name of changes.keys()) undo.set(name, content.get(name))
    apply(content, changes)
    const newer = new MemberMap(content, this.line, this.version + 1, debt)
    this.step = { newer, undo }
    this.content = undefined
    return newer
  }

  /** True when `other` is the version right before this one. */
  follows(other: ReadonlyMap<string, unknown>): boolean {
    return other instanceof MemberMap && other.line === this.line && other.version + 1 === this.version
  }

  /** The content as it is now: to be read at once. */
  private now(): Map<string, Fields> {
    if (this.content !== undefined) return this.content
    const undos: MemberChanges[] = []
    let step = this.step
    let content: Map<string, Fields> | undefined
    // A loop, since the newest may be many versions away.
    while (step !== undefined && content === undefined) {
      undos.push(step.undo)
      content = step.newer.content
      step = step.newer.step
    }
    this.content = new Map(content)
    for (const undo of undos.reverse()) apply(this.content, undo)
    this.kept = true
    this.step = undefined
    return this.content
  }

  /** The content, which stays as it is from here on: who walks through it may take his time. */
  private keep(): Map<string, Fields> {
    this.kept = true
    return this.now()
  }

  get(name: string): Fields | undefined {
    return this.now().get(name)
  }

  has(name: string): boolean {
    return this.now().has(name)
  }

  forEach(visit: (fields: Fields, name: string, map: ReadonlyMap<string, Fields>) => void): void {
    for (const [name, fields] of this.keep()) visit(fields, name, this)
  }

  keys(): ReturnType<Map<string, Fields>['keys']> {
    return this.keep().keys()
  }

  values(): ReturnType<Map<string, Fields>['values']> {
    return this.keep().values()
  }

  entries(): ReturnType<Map<string, Fields>['entries']> {
    return this.keep().entries()
  }

  [Symbol.iterator](): ReturnType<Map<string, Fields>['entries']> {
    return this.keep().entries()
  }
}
