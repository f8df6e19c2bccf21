import type { Container, ContainerName } from '../wire/containers.js'
import type { ContentCache, MakeCache } from './cache.js'
import { contentName } from './content-name.js'

/**
 * Content of an entry or of a summary. Plain data and, until something is merged into it, no more than a reference
 * to what came: a map can have many thousands of them.
 */
export interface Held {
  /** Kind of the content; `undefined` while it is blank. */
  kind: ContainerName | undefined
  /** The content as it came. Of no meaning once there is a cache. */
  value: unknown
  /** Present as soon as the content is put together from several messages. */
  cache: ContentCache | undefined
  /** Permission data of the entry. */
  permData: string | undefined
}

/** Content with entries of its own has to be taken in entry by entry from the start. */
const hasEntries = (kind: ContainerName): boolean =>
  kind === 'Map' || kind === 'Vector' || kind === 'Series' || kind === 'FilterList'

const hold = (held: Held, kind: ContainerName, holder: Container, make: MakeCache): void => {
  held.kind = kind
  held.cache = undefined
  held.value = holder[kind]
  if (!hasEntries(kind)) return
  held.value = undefined
  held.cache = make(kind)
  held.cache.merge(holder)
}

/** Merges the content of an entry or summary. Content of another kind than before replaces it. */
export const mergeHeld = (held: Held, holder: Container, make: MakeCache): void => {
  const { PermData } = holder as { readonly PermData?: unknown }
  if (typeof PermData === 'string') held.permData = PermData
  const kind = contentName(holder)
  if (kind === undefined) return
  if (kind !== held.kind) {
    hold(held, kind, holder, make)
    return
  }
  if (held.cache === undefined) {
    held.cache = make(kind)
    held.cache.merge({ [kind]: held.value })
    held.value = undefined
  }
  held.cache.merge(holder)
}

/** Nothing yet. */
export const heldNothing = (): Held => ({
  kind: undefined,
  value: undefined,
  cache: undefined,
  permData: undefined,
})

/** Forgets what was there and takes the content of an entry in its place. */
export const replaceHeld = (held: Held, holder: Container, make: MakeCache): void => {
  held.kind = held.value = held.cache = held.permData = undefined
  mergeHeld(held, holder, make)
}

/** What is held, under the name of its kind, with the permission data where there is some. */
export const renderHeld = (held: Held): Container & { readonly PermData?: string } => {
  const { kind, cache, permData } = held
  const content = cache !== undefined ? cache.render() : kind === undefined ? {} : { [kind]: held.value }
  return permData === undefined ? content : { PermData: permData, ...content }
}
