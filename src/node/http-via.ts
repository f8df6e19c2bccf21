import { request as requestPlain, type Agent } from 'node:http'
import { request as requestTls } from 'node:https'
import { Readable } from 'node:stream'
import type { SecureContextOptions } from 'node:tls'
import { Observable } from 'rxjs'
import type { Http, HttpResponse } from '../http/http.js'
import { readBody } from '../http/read-body.js'
import { unanswered } from '../http/safe-reason.js'

/** {@link Http} by an agent of Node, which `fetch` does not take. What it tells of failures is what `fetchHttp` tells. */
export const httpVia =
  (agent: Agent, tls: SecureContextOptions): Http =>
  ({ method, url, headers, body }) =>
    new Observable<HttpResponse>((subscriber) => {
      const fail = (error: unknown): void => {
        subscriber.error(unanswered(error))
      }
      const request = url.startsWith('https:') ? requestTls : requestPlain
      const asked = request(url, { ...tls, method, headers, agent }, (answer) => {
        const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const)
        readBody({ body: Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>> }).then((text) => {
          subscriber.next({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(named),
            body: text,
          })
          subscriber.complete()
        }, fail)
      })
      asked.on('error', fail)
      asked.end(body)
      return () => {
        asked.destroy()
      }
    })
