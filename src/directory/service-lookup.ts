import type { Observable } from 'rxjs'
import type { DirectoryChange } from './directory-change.js'
import type { Service } from './service.js'

/** What is known of the services on the present session. */
export interface ServiceLookup {
  /** Asks for the directory on the present session, unless that has been done. */
  need(): void
  /**
   * Whether the server has told its services on this session: `asked` until it answers, `unavailable` when it does
   * not, or refuses.
   */
  standing(): 'asked' | 'known' | 'unavailable'
  /** A service by name or number; one that was known on the session before counts until the server answers. */
  find(service: string | number): Service | undefined
  /** What changed, after it has; an empty list when nothing but the standing did. Hot. */
  readonly changes$: Observable<readonly DirectoryChange[]>
}
