import { firstValueFrom } from 'rxjs'
import type { Feed } from '../../support/feed.js'
import { faults } from '../shared/faults.js'
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

/**
 * The answers of the back end besides files: tokens and endpoints by the documented contract, and the faults of the
 * simulator. A real back end would give tokens only to users who have signed on.
 */
export const answersOf = ({ options, simulator }: Feed) => {
  const { tokens, endpoints } = options
  if (tokens === undefined) throw new Error('the page logs in with a token, and there is none')
  const token = handOut(tokens)
  // As long as somebody listens, the source renews its token in time. That it ends for good is told to those who ask.
  const renewals = tokens.token$.subscribe({ error: () => undefined })

  const fault = (id: string): Answer => {
    const wanted = faults.find((each) => each.id === id)
    if (simulator === undefined || wanted === undefined) return json({ error: 'no such fault' }, 404)
    wanted.run(simulator)
    return json({ done: id })
  }

  return {
    /** The answer to a request; nothing where it is for a file. */
    answer: async (method: string, { pathname, searchParams }: URL): Promise<Answer | undefined> => {
      switch (`${method} ${pathname}`) {
        case 'GET /api/token':
          return json(await token(Number(searchParams.get('refused') ?? -1)))
        case 'GET /api/endpoints':
          return json(
            typeof endpoints === 'function'
              ? await firstValueFrom(endpoints(tokens, () => undefined))
              : endpoints,
          )
        case 'GET /api/faults':
          return json(simulator ? faults.map(({ id }) => id) : [])
      }
      return method === 'POST' && pathname.startsWith('/api/faults/') ? fault(pathname.slice(12)) : undefined
    },
    /** Lets go of the tokens. */
    close: () => {
      renewals.unsubscribe()
    },
  }
}
