import type { Agent } from 'node:http'
import type { SecureContextOptions } from 'node:tls'
import type { WebSocketFactory } from '../connection/web-socket.js'
import type { Http } from '../http/http.js'
import { anyObject, fitting, objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { nodeWebSocket } from '../platform/node-web-socket.js'
import { httpVia } from './http-via.js'

/** Both ways to the vendor's servers, by one agent. */
export interface AgentWay {
  /** For token sources, `discover` and `changePassword`. */
  readonly http: Http
  /** For `createConsumer`. */
  readonly webSocket: WebSocketFactory
}

/** What Node itself asks of an agent: those of packages need not be of its class. */
const anAgent = fitting(
  'an agent, as `new Agent()` of node:https makes one',
  (value): value is Agent => typeof (value as { addRequest?: unknown } | null)?.addRequest === 'function',
)

const given = objectOf({ agent: anAgent, tls: anyObject('an object with options of TLS') }, {})

/**
 * Makes all connections by an agent of Node: through a proxy, with the certificate of a private authority, with a
 * certificate of the client, or from a certain address. Node only.
 *
 * Nothing is needed where the process has its ways already: `NODE_EXTRA_CA_CERTS` holds for everything, and so does a
 * proxy by `NODE_USE_ENV_PROXY=1` with `HTTPS_PROXY`, in Node 22.21, 24.5 and later.
 *
 * @param agent - an `Agent` of `node:https`, or one of a package such as `https-proxy-agent`
 * @param tls - whom to trust, and as whom to appear, at the far end of what the agent connects: agents for proxies keep
 * such options for the proxy itself. `ca` takes the place of the authorities that Node trusts. Default: none
 * @throws `UsageError` (`invalid-options`) when it is no agent, or no object
 *
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs'
 * import { HttpsProxyAgent } from 'https-proxy-agent'
 * import { clientCredentials, createConsumer, discover } from 'rx-omm'
 * import { viaAgent } from 'rx-omm/node'
 *
 * const ca = readFileSync('/etc/ssl/company-ca.pem')
 * const { http, webSocket } = viaAgent(new HttpsProxyAgent('http://proxy.example.com:3128'), { ca })
 *
 * const consumer = createConsumer({
 *   tokens: clientCredentials({ clientId: 'GE-…', clientSecret: () => vault(), http }),
 *   endpoints: discover({ region: 'eu-west-1', http }),
 *   webSocket,
 * })
 *
 * declare const vault: () => Promise<string>
 * ```
 */
export const viaAgent = (agent: Agent, tls: SecureContextOptions = {}): AgentWay => {
  checkOptions('viaAgent', given, { agent, tls })
  return {
    http: httpVia(agent, tls),
    webSocket: (url, protocols) => nodeWebSocket(url, protocols, agent, tls),
  }
}
