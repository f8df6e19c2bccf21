/**
 * The part of a WebSocket that this library uses: the browser's own, the one of package `ws`, and fakes have
 * it alike.
 */
export interface WebSocketLike {
  /** The sub-protocol that the server chose; known once the socket is open. */
  readonly protocol: string
  send(data: string): void
  close(code?: number, reason?: string): void
  /** Cuts the connection without a closing handshake, where the platform can (package `ws`). */
  terminate?(): void
  onopen: ((event: unknown) => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onerror: ((event: { readonly message?: string }) => void) | null
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null
}

/**
 * Opens a WebSocket. The place to put a proxy agent or a private CA in Node, or a fake in a test.
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
 */
export type WebSocketFactory = (url: string, protocols: readonly string[]) => WebSocketLike
