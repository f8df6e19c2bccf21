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
import { grantsIn, read, variables, type Variable } from './environment.js'
import type { Feed } from './feed.js'
import type { FeedWish } from './feed-options.js'
import { useProxy } from './use-proxy.js'

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

/** The variables that the options of the library are taken from, but for addresses. */
const sources: Readonly<Record<string, string>> = {
  privateKey: variables.privateKeyFile,
  keyId: variables.keyId,
  algorithm: variables.keyAlgorithm,
  username: variables.machineId,
  password: variables.password,
  clientSecret: variables.clientSecret,
}

/**
 * Makes what a mistake in the environment makes impossible into a fault of its user, in whose words options are
 * variables.
 *
 * @param url - the variable that the address is taken from
 */
const configured = <Made>(url: Variable, make: () => Made): Made => {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof OmmError)) throw error
    const words = error.message
      .replace(/^\w+: /, '')
      .replace(/`(\w+)`/g, (quoted, option: string) =>
        option === 'url' ? variables[url] : (sources[option] ?? quoted),
      )
    throw new Fault(words)
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
  // Nothing else goes by https: or wss:.
  const byTls = credentials.kind !== 'name' || (url ?? ['wss:']).some((one) => /^wss:/i.test(one))
  const undoProxy = byTls ? useProxy(io) : undefined
  const discoveryUrl = read(io.env, 'discoveryUrl')
  const endpoints =
    url ??
    configured('discoveryUrl', () =>
      discover({ region, ...(discoveryUrl === undefined ? {} : { url: discoveryUrl }) }),
    )
  const login: Pick<ConsumerOptions, 'login' | 'tokens'> =
    credentials.kind === 'name'
      ? { login: { name: credentials.name } }
      : { tokens: configured('tokenUrl', () => tokensOf(credentials, read(io.env, 'tokenUrl'))) }
  return {
    label: url === undefined ? region : 'server',
    ...(credentials.kind === 'v1' ? { renewAt } : {}),
    consumer: { endpoints, ...login },
    close: () => {
      undoProxy?.()
      return Promise.resolve()
    },
  }
}
