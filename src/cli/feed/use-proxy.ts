import http from 'node:http'
import type { Io } from '../io.js'
import { Fault } from '../fault.js'
import { tell } from '../terminal/tell.js'
import type { Environment } from './environment.js'

/** In Node 24.14 and later; the types are those of the oldest Node that is supported. */
type SetProxy = (env: Environment) => () => void

/** The variables of the proxy, as they are spelled everywhere. */
const proxyNames = ['HTTPS_PROXY', 'https_proxy']

/** Node takes the variables by itself when it is started that way. */
const taken = (env: Environment): boolean =>
  env['NODE_USE_ENV_PROXY'] === '1' || process.execArgv.includes('--use-env-proxy')

/**
 * Makes HTTPS_PROXY and NO_PROXY hold for the token service, discovery and the feed, as users of a command expect.
 *
 * @returns undoes it
 * @throws {@link Fault} when the variable holds no address
 */
export const useProxy = ({ env, stderr }: Io): (() => void) => {
  const nothing = (): void => undefined
  const name = proxyNames.find((candidate) => env[candidate])
  if (name === undefined || taken(env)) return nothing
  const { setGlobalProxyFromEnv: setProxy } = http as { readonly setGlobalProxyFromEnv?: SetProxy }
  if (setProxy === undefined) {
    tell(stderr, `${name} is not used: that takes Node 24.14, or NODE_USE_ENV_PROXY=1 and Node 22.21 or 24.5`)
    return nothing
  }
  try {
    return setProxy(env)
  } catch {
    throw new Fault(`${name} is no address of a proxy, such as http://proxy.example.com:3128`)
  }
}
