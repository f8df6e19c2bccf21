import { asapScheduler, delay, mergeMap, timer, type Observable } from 'rxjs'
import type { WebSocketFactory } from '../../connection/web-socket.js'
import type { HttpRequest, HttpResponse } from '../../http/http.js'
import { isDeadHost } from '../http/discovery.js'
import type { Servable } from '../servable.js'
import { memorySocket } from './memory-socket.js'

/** Options of {@link inMemory}. */
export interface InMemoryOptions {
  /**
   * How long everything is under way in each direction, in milliseconds. Keep some in virtual time: with 0 all
   * happens at the same instants, where RxJS's `TestScheduler` may fail with "Expected a due immediate or interval".
   * @defaultValue 5
   */
  readonly delay?: number
  /** Hosts that refuse connections, besides the `deadEndpoints` of the simulator. @defaultValue `[]` */
  readonly dead?: readonly string[]
  /** Headers of the upgrade request, names in lower case; for instance a cookie. @defaultValue `{}` */
  readonly headers?: Readonly<Record<string, string>>
}

/** Ways to a simulator without sockets. */
export interface InMemory {
  /** Token service and discovery, for the option `http` of token and endpoint sources. */
  readonly http: (request: HttpRequest) => Observable<HttpResponse>
  /** The server, for the option `webSocket` of the consumer. */
  readonly webSocket: WebSocketFactory
  /** URLs that WebSockets were opened to, oldest first, dead hosts included. */
  readonly connects: readonly string[]
}

/**
 * Joins a client to a simulator in memory: asynchronous and in order, as a network would, and all in RxJS
 * time. A host that is dead, and a simulator that does not accept, look like a refused connection: error, then
 * close 1006.
 *
 * @example
 * ```ts
 * import { createSimulator, inMemory } from 'rx-omm/simulator'
 *
 * const network = inMemory(createSimulator())
 * const socket = network.webSocket('wss://us-east-1-mr.simulator.test:443/WebSocket', ['tr_json2'])
 * socket.onopen = () => socket.send('{"ID":1,"Domain":"Login","Key":{"Name":"me"}}')
 * ```
 */
export const inMemory = (
  simulator: Servable,
  { delay: ms = 5, dead = [], headers = {} }: InMemoryOptions = {},
): InMemory => {
  const connects: string[] = []
  return {
    http: (request) =>
      timer(ms, ms === 0 ? asapScheduler : undefined).pipe(
        mergeMap(() => simulator.http(request)),
        delay(ms),
      ),
    webSocket: (url, protocols) => {
      connects.push(url)
      const { hostname } = new URL(url)
      const refused = isDeadHost(hostname) || dead.includes(hostname)
      return memorySocket({ simulator, url, protocols, headers, ms, refused })
    },
    connects,
  }
}
