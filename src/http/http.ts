import type { ObservableInput } from 'rxjs'

/** One HTTP request of this library. It may hold credentials: never log it. */
export interface HttpRequest {
  /** `POST` for tokens and passwords, `GET` for discovery. */
  readonly method: 'GET' | 'POST'
  /** Absolute address, query included. */
  readonly url: string
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The form to be posted, encoded; absent for `GET`. */
  readonly body?: string
}

/** The answer to an {@link HttpRequest}, redirects not followed. */
export interface HttpResponse {
  /** HTTP status; 0 where the platform hides a redirect from its user, as browsers do. */
  readonly status: number
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The whole body as text; empty where there is none. */
  readonly body: string
}

/**
 * Sends one HTTP request without following redirects; unsubscribing aborts it. The place to put a proxy, a
 * private CA or a fake. Errors mean that there was no answer; every HTTP status is an answer.
 */
export type Http = (request: HttpRequest) => ObservableInput<HttpResponse>
