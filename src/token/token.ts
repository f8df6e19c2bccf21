import type { Observable } from 'rxjs'
import type { TokenError } from '../errors.js'

/** What an access token is made from. Times are in milliseconds since 1970. */
export interface TokenFacts {
  /** The access token itself, as the token service gave it. */
  readonly value: string
  /** When it was asked for. A token from before an attempt at a session counts as one that was used before. */
  readonly issuedAt: number
  /** When it ceases to be valid. */
  readonly expiresAt: number
}

/**
 * An access token. Its value cannot be printed by accident: not by `console.log`, `util.inspect`,
 * `JSON.stringify` or a template string. Only {@link Token.reveal} gives it.
 */
export class Token {
  // The console of a browser shows private fields, but not what a function remembers.
  readonly #value: () => string
  /** When it was asked for, in milliseconds since 1970. */
  readonly issuedAt: number
  /** When it ceases to be valid, in milliseconds since 1970. */
  readonly expiresAt: number

  /**
   * @example
   * ```ts
   * import { Token } from 'rx-omm'
   *
   * const token = new Token({ value: 'from-a-vault', issuedAt: Date.now(), expiresAt: Date.now() + 300_000 })
   * console.log(String(token)) // [Token]
   * ```
   */
  constructor({ value, issuedAt, expiresAt }: TokenFacts) {
    this.#value = () => value
    this.issuedAt = issuedAt
    this.expiresAt = expiresAt
  }

  /** The token itself, for the one place that must send it. */
  reveal(): string {
    return this.#value()
  }

  /** True when both stand for the same token. */
  equals(other: Token): boolean {
    return this.#value() === other.#value()
  }

  /** Stands for the token in texts, and shows nothing of it. */
  toString(): string {
    return '[Token]'
  }
}

/** How a token was acquired. */
export type TokenGrant = 'password' | 'client_credentials' | 'external'

/** What happened to tokens, for diagnosis. Never holds a token or a credential. */
export type TokenEvent =
  /** A token was acquired with the credentials. */
  | {
      readonly event: 'token.acquired'
      /** The credentials that it was acquired with. */
      readonly grant: TokenGrant
      /** When the token ceases to be valid, in milliseconds since 1970. */
      readonly expiresAt: number
    }
  /** A token was renewed with the refresh token. */
  | {
      readonly event: 'token.renewed'
      /** When the new token ceases to be valid, in milliseconds since 1970. */
      readonly expiresAt: number
    }
  /** The answer to a renewal was thrown away: its lifetime says that the refresh token is about to end. */
  | {
      readonly event: 'token.discarded'
      /** Lifetime in the answer to the renewal, in seconds. */
      readonly expiresIn: number
      /** Lifetime in the answer to the password grant, in seconds. */
      readonly original: number
    }
  /** A request for a token failed; `nextTryAt` tells when the source itself tries again, if it does. */
  | {
      readonly event: 'token.failed'
      /** What the request was made with. */
      readonly grant: TokenGrant | 'refresh_token'
      /** Why there is no token. */
      readonly cause: TokenError
      /** When the source tries again by itself, in milliseconds since 1970; absent when it waits to be asked. */
      readonly nextTryAt?: number
    }
  /** The source will not ask for tokens any more; a live session goes on until the server ends it. */
  | {
      readonly event: 'token.stopped'
      /** The answer that makes asking again pointless. */
      readonly cause: TokenError
      /** When the last token ceases to be valid, in milliseconds since 1970; now, if there is none. */
      readonly deadline: number
    }
  /** Renewals are refused so often that another program seems to sign on with the same credentials. */
  | { readonly event: 'token.shared-suspected' }

/**
 * Where tokens come from: an observable of tokens, and a way to say that the server refused one.
 *
 * On subscription `token$` gives a token that is valid now, then every renewal that a live session must be
 * told of. A source without renewals completes after the first token. A source never emits a token that has
 * expired or that was refused, and has at most one token request under way, whoever waits for it.
 */
export interface TokenSource {
  /** The tokens, as told above. Errors with a {@link TokenError} when none can be had. */
  readonly token$: Observable<Token>
  /** Tells that the server refused this token: it is dropped, and never emitted again. */
  refuse(token: Token): void
  /**
   * Tells that a server wants another token in place of this one at that time, in milliseconds since 1970, however long
   * it is valid. A source that can renews it before.
   */
  renewBy?(token: Token, at: number): void
  /** Tells that a login with this token was accepted. */
  accepted?(token: Token): void
  /** What happens to tokens, for the consumer's `events$`. */
  readonly events$?: Observable<TokenEvent>
}
