import type { Subscription } from 'rxjs'
import type { Feed } from '../../support/feed.js'
import { faults } from '../shared/faults.js'
import { endpointsOf } from './endpoints-of.js'
import { handOut } from './hand-out.js'

/** What is answered to a request. */
export interface Answer {
  /** HTTP status; 200 where it is absent. */
  readonly status?: number
  readonly type: string
  readonly body: string | Buffer
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})

/** The number of the token that was refused, in the query of a page that tells it. */
const refusedIn = (query: URLSearchParams): number | undefined => {
  const text = query.get('refused') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/**
 * The answers of the back end besides files: tokens and endpoints by the documented contract, and the faults of the
 * simulator. A real back end would give tokens only to users who have signed on.
 */
export const answersOf = ({ options, simulator }: Feed) => {
  const { tokens, login } = options
  const token = tokens && handOut(tokens)
  const list = endpointsOf(options.endpoints, tokens)
  let renewals: Subscription | undefined

  /** As long as somebody listens, the source renews its token in time. One that ended begins anew when a page asks. */
  const keepRenewing = (): void => {
    if (renewals?.closed === false) return
    renewals = tokens?.token$.subscribe({ error: () => undefined })
  }

  const fault = (id: string): Answer => {
    const wanted = faults.find((each) => each.id === id)
    if (simulator === undefined || wanted === undefined) return json({ error: 'no such fault' }, 404)
    wanted.run(simulator)
    return json({ done: id })
  }

  keepRenewing()
  return {
    /** The answer to a request; nothing where it is for a file. */
    answer: async (method: string, { pathname, searchParams }: URL): Promise<Answer | undefined> => {
      switch (`${method} ${pathname}`) {
        case 'GET /api/token':
          if (token === undefined) return json({ error: 'the login is by name' }, 404)
          keepRenewing()
          return json(await token(refusedIn(searchParams)))
        case 'GET /api/login':
          return json(login ? { name: login.name } : {})
        case 'GET /api/endpoints':
          return json(await list())
        case 'GET /api/faults':
          return json(simulator ? faults.map(({ id }) => id) : [])
      }
      return method === 'POST' && pathname.startsWith('/api/faults/') ? fault(pathname.slice(12)) : undefined
    },
    /** Lets go of the tokens. */
    close: () => {
      renewals?.unsubscribe()
    },
  }
}
