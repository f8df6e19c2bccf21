import { match, P } from 'ts-pattern'
import { serverText } from './scrub.js'
import type { HttpResponse } from './http.js'

/** A body as JSON, or `undefined` when it is something else. */
export const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

/** What a service says in an error body. Both texts are as they came: not for print. */
export interface ServiceComplaint {
  readonly error: string
  readonly description: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Reads an error body: `error` as text with `error_description` (token service), or `error` as an object with
 * `status` and `message` (gateway). Anything else has nothing to say.
 */
export const readComplaint = (body: string): ServiceComplaint =>
  match(readJson(body))
    .with({ error: { status: P.optional(P.any), message: P.optional(P.any) } }, ({ error }) => ({
      error: text(error.status),
      description: text(error.message),
    }))
    .with({ error: P.any, error_description: P.optional(P.any) }, (json) => ({
      error: text(json.error),
      description: text(json.error_description),
    }))
    .otherwise(() => ({ error: '', description: '' }))

/** The kind and size of a body, for one that is not worth printing or not safe to print. */
export const bodyKind = ({ headers, body }: HttpResponse): string => {
  const type = /^[a-z]{1,20}\/[\w.+-]{1,60}/i.exec(headers['content-type'] ?? '')?.[0] ?? 'no content type'
  return `${type}, ${body.length} characters`
}

/** An answer that did not help, in one line without secrets. */
export const describeAnswer = (response: HttpResponse, secrets: readonly string[]): string => {
  const { error, description } = readComplaint(response.body)
  const said = [error, description].map((part) => serverText(part, secrets)).filter((part) => part !== '')
  return `HTTP ${response.status} (${said.length === 0 ? serverText(bodyKind(response), secrets) : said.join(': ')})`
}
