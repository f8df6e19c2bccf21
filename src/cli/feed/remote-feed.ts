import {
  clientCredentials,
  discover,
  OmmError,
  passwordGrant,
  type ConsumerOptions,
  type TokenSource,
} from '../../index.js'
import { Fault } from '../fault.js'
import type { Io } from '../io.js'
import { findCredentials, type Credentials } from './credentials.js'
import { grantsIn, read } from './environment.js'
import type { Feed } from './feed.js'
import type { FeedWish } from './feed-options.js'

const defaultRegion = 'us-east-1'
const renewAt = 0.8

/** Which kind of credentials to look for. */
const kindOf = ({ grant, url }: FeedWish, { env }: Io): Credentials['kind'] =>
  grant ?? grantsIn(env)[0] ?? (url === undefined ? 'v1' : 'name')

const tokensOf = (
  credentials: Exclude<Credentials, { kind: 'name' }>,
  tokenUrl: string | undefined,
): TokenSource => {
  const url = tokenUrl === undefined ? {} : { url: tokenUrl }
  if (credentials.kind === 'v1') {
    const { username, password, clientId } = credentials
    return passwordGrant({ username, password, clientId, ...url, renewAt })
  }
  return clientCredentials({ ...credentials.account, ...url })
}

/** Makes what a mistake in the environment makes impossible into a fault of its user. */
const configured = <Made>(make: () => Made): Made => {
  try {
    return make()
  } catch (error) {
    throw error instanceof OmmError ? new Fault(error.message) : error
  }
}

/**
 * A server, by address or by service discovery.
 *
 * @throws {@link Fault} when credentials are missing or cannot be used
 */
export const remoteFeed = async (wish: FeedWish, io: Io): Promise<Feed> => {
  const { url, region = defaultRegion } = wish
  const credentials = await findCredentials(kindOf(wish, io), io)
  const discoveryUrl = read(io.env, 'discoveryUrl')
  return configured((): Feed => {
    const endpoints: ConsumerOptions['endpoints'] =
      url ?? discover({ region, ...(discoveryUrl === undefined ? {} : { url: discoveryUrl }) })
    return {
      label: url === undefined ? region : 'server',
      ...(credentials.kind === 'v1' ? { renewAt } : {}),
      consumer:
        credentials.kind === 'name'
          ? { endpoints, login: { name: credentials.name } }
          : { endpoints, tokens: tokensOf(credentials, read(io.env, 'tokenUrl')) },
      close: () => Promise.resolve(),
    }
  })
}
