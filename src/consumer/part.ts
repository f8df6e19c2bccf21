import type { Observable } from 'rxjs'
import type { OmmError } from '../errors.js'
import type { Session } from '../session/session.js'

/** A part of a consumer: something that it does with its sessions, one after the other. */
export interface Part {
  /** Whether a session is needed; replays. */
  readonly busy$: Observable<boolean>
  /** Works on a session; unsubscribing leaves it. */
  serve(session: Session): Observable<never>
  /** There is no session: called in each outage, once for every attempt that fails. */
  outage(cause: OmmError): void
  /** Ends everything with an error; what is asked for later starts again. */
  fail(cause: OmmError): void
  /** Ends everything in good order, and refuses what is asked for later. */
  close(): void
}
