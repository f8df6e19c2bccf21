import { Observable, timer } from 'rxjs'
import type { Http, HttpRequest, HttpResponse } from '../../src/http/http.js'

/** What the fake service answers: a response, nothing ever, or an error instead of an answer. */
export type Reply = HttpResponse | 'silence' | Error

/** A fake service that keeps what it was asked. */
export interface FakeHttp {
  readonly http: Http
  readonly requests: HttpRequest[]
  /** Form fields of the request with this number. */
  form(index: number): Record<string, string>
  /** Requests under way at this moment, and the most there ever were. */
  readonly open: () => number
  readonly mostOpen: () => number
  readonly aborted: () => number
}

/** A JSON answer. */
export const json = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** A redirect. */
export const redirect = (status: number, location?: string): HttpResponse => ({
  status,
  headers: location === undefined ? {} : { location },
  body: '',
})

/**
 * Makes a fake service.
 *
 * @param answer - the reply to the request with number `index`
 * @param latency - milliseconds before a reply comes; 0 answers synchronously
 */
export const fakeHttp = (
  answer: (request: HttpRequest, index: number) => Reply,
  latency: number | (() => number) = 0,
): FakeHttp => {
  const requests: HttpRequest[] = []
  let open = 0
  let mostOpen = 0
  let aborted = 0
  return {
    requests,
    open: () => open,
    mostOpen: () => mostOpen,
    aborted: () => aborted,
    form: (index) => Object.fromEntries(new URLSearchParams(requests[index]?.body ?? '')),
    http: (request) =>
      new Observable<HttpResponse>((subscriber) => {
        requests.push(request)
        open += 1
        mostOpen = Math.max(mostOpen, open)
        let answered = false
        subscriber.add(() => {
          open -= 1
          if (!answered) aborted += 1
        })
        const given = answer(request, requests.length - 1)
        const finish = (): void => {
          answered = true
          if (given instanceof Error) {
            subscriber.error(given)
          } else if (given !== 'silence') {
            subscriber.next(given)
            subscriber.complete()
          }
        }
        const delay = typeof latency === 'number' ? latency : latency()
        if (given === 'silence') return
        if (delay === 0) finish()
        else subscriber.add(timer(delay).subscribe(finish))
      }),
  }
}
