import { clientCredentials, discover, passwordGrant } from '../../index.js'
import { createSimulator, serveSimulator } from '../../simulator/index.js'
import type { Feed } from './feed.js'
import type { FeedWish } from './feed-options.js'

/** What the simulator admits; known to everybody. */
const machine = { username: 'user', password: 'password', clientId: 'app' }
const account = { clientId: 'client', clientSecret: 'secret' }

/** Silence after which the connection counts as dead, in seconds: shorter than usual, for who waits for it. */
const pingTimeout = 10

/** Starts a simulator on this machine: real sockets, a real token service, and keys that make it fail. */
export const embeddedFeed = async (wish: FeedWish): Promise<Feed> => {
  const { grant = 'v1', 'token-ttl': life = 60, 'refresh-ttl': refreshTokenLife, rate = 2, seed } = wish
  const simulator = createSimulator({
    accessTokenLife: life,
    clientTokenLife: life,
    updateRate: rate,
    pingTimeout,
    ...(refreshTokenLife === undefined ? {} : { refreshTokenLife }),
    ...(seed === undefined ? {} : { seed }),
  })
  const served = await serveSimulator(simulator)
  const url = (path: string): string => `${served.httpUrl}${path}`
  const renewAt = 0.8
  return {
    label: 'simulator',
    ...(grant === 'v1' ? { renewAt } : {}),
    consumer: {
      tokens:
        grant === 'v1'
          ? passwordGrant({ ...machine, url: url('/auth/oauth2/v1/token'), renewAt })
          : clientCredentials({ ...account, url: url('/auth/oauth2/v2/token') }),
      endpoints: discover({ url: url('/streaming/pricing/v1/') }),
    },
    simulator,
    close: served.close,
  }
}
