import type { Container, ContainerName } from '../wire/containers.js'

/** What all content of one kind adds up to, from the refresh on. Changed in place; what it gives out is not. */
export interface ContentCache {
  /** Kind of the content, which never changes. */
  readonly name: ContainerName
  /**
   * Lays a part of a refresh or an update over what is known. Whether a refresh begins anew is the caller's
   * decision: then it makes a new cache. Blank content, and content of another kind, changes nothing; what has not
   * the shape of the protocol is passed over, it never throws. The content itself is kept in places, so nobody may
   * change it afterwards.
   */
  merge(content: Container): void
  /**
   * The whole content, shaped as on the wire: a map's entries are all `Add`, those of vectors and filter lists
   * `Set`; there are no hints of a count. Nobody changes it later, so that it can be kept and compared: entries
   * that did not change since the last time are the same objects.
   */
  render(): Container
}

/** Makes the cache for one kind of content. Handed to those caches whose entries hold content themselves. */
export type MakeCache = (name: ContainerName) => ContentCache
