import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpRequest } from '../../http/http.js'
import type { Servable } from '../servable.js'

/** Longest body of a request, in bytes. */
const longestBody = 1_048_576

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

/** Passes an HTTP request to the simulator and its answer back. */
export const httpHandler =
  (simulator: Servable, scheme: 'http' | 'https') =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > longestBody) request.destroy()
      else chunks.push(chunk)
    })
    request.on('end', () => {
      const answered = simulator
        .http({
          // Other methods are refused by the services themselves.
          method: request.method as HttpRequest['method'],
          url: `${scheme}://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`,
          headers: headersOf(request),
          ...(size === 0 ? {} : { body: Buffer.concat(chunks).toString('utf8') }),
        })
        .subscribe({
          next: ({ status, headers, body }) => {
            response.writeHead(status, headers)
            response.end(body)
          },
          error: () => {
            request.socket.destroy()
          },
        })
      response.on('close', () => {
        answered.unsubscribe()
      })
    })
  }
