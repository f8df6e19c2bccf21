import type { HttpResponse } from '../../http/http.js'

/** An answer with a JSON body. */
export const json = (status: number, body: unknown, headers: HttpResponse['headers'] = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
})

/** Error names of the token service. */
export type OAuthError =
  | 'access_denied'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'server_error'
  | 'unsupported_grant_type'

/** A refusal in the style of the token service. */
export const oauthError = (status: number, error: OAuthError, description: string): HttpResponse =>
  json(status, { error, error_description: description, error_uri: '' })

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** What an HTTP status is called. */
export const phrase = (status: number): string => phrases[status] ?? 'Unknown'

/** A refusal in the style of the gateway in front of service discovery. */
export const gatewayError = (
  status: number,
  message: string,
  headers: HttpResponse['headers'] = {},
): HttpResponse =>
  json(
    status,
    {
      error: {
        id: '00000000-0000-4000-8000-000000000000',
        code: String(status),
        message,
        status: phrase(status),
      },
    },
    headers,
  )
