/**
 * The part of a WebSocket that this library uses: the browser's own, the one of package `ws`, and fakes have
 * it alike.
 */
export interface WebSocketLike {
  /** The sub-protocol that the server chose; known once the socket is open. */
  readonly protocol: string
  /** Sends one text frame. */
  send(data: string): void
  /** Begins the closing handshake; `onclose` tells when it is over. */
  close(code?: number, reason?: string): void
  /** Cuts the connection without a closing handshake, where the platform can (package `ws`). */
  terminate?(): void
  /** Called once, when the socket is open. */
  onopen: ((event: unknown) => void) | null
  /** Called for every message; `data` is text, or something else for a binary frame. */
  onmessage: ((event: { readonly data: unknown }) => void) | null
  /** Called before a failure closes the socket; browsers do not say what it was, package `ws` gives the error. */
  onerror: ((event: { readonly message?: string; readonly error?: unknown }) => void) | null
  /** Called once, at the end; code 1006 stands for an end without a closing handshake. */
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null
}

/**
 * Opens a WebSocket. The place to put a proxy agent or a private CA in Node, which `viaAgent` of `rx-omm/node` does, or a
 * fake in a test.
 *
 * @example
 * ```ts
 * import { WebSocket } from 'ws'
 * import type { WebSocketFactory, WebSocketLike } from 'rx-omm'
 *
 * export const viaPrivateCa =
 *   (ca: string): WebSocketFactory =>
 *   (url, protocols) =>
 *     new WebSocket(url, [...protocols], { ca }) as unknown as WebSocketLike
 * ```
 *
 * @example
 * Cookies for a server that logs in from them (`login.fromCookies`). Their names are configuration of the server.
 *
 * ```ts
 * import { WebSocket } from 'ws'
 * import type { WebSocketFactory, WebSocketLike } from 'rx-omm'
 *
 * export const withCookies =
 *   (token: string): WebSocketFactory =>
 *   (url, protocols) => {
 *     const Cookie = `AuthToken=${token}; position=10.1.2.3/net; applicationId=256`
 *     return new WebSocket(url, [...protocols], { headers: { Cookie } }) as unknown as WebSocketLike
 *   }
 * ```
 */
export type WebSocketFactory = (url: string, protocols: readonly string[]) => WebSocketLike
