import type { Observable } from 'rxjs'
import type { TokenSource } from '../token/token.js'
import type { EndpointEvent } from './endpoint-event.js'

/** A server to connect to. */
export interface Endpoint {
  /** Address of the WebSocket, path included: `wss://host:443/WebSocket`. */
  readonly url: string
  /** Availability zones behind the address, as service discovery tells them. */
  readonly location?: readonly string[]
}

/**
 * Where endpoints come from: a fixed list of addresses, an observable of lists, or a function that makes one
 * from the token source (service discovery needs a Bearer token). An observable is subscribed to each time
 * that the list has to be found anew, and its first list is used.
 */
export type EndpointSource =
  | string
  | readonly (string | Endpoint)[]
  | Observable<readonly Endpoint[]>
  | ((
      tokens: Pick<TokenSource, 'token$'> | undefined,
      report: (event: EndpointEvent) => void,
    ) => Observable<readonly Endpoint[]>)
