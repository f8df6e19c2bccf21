/**
 * Where the data of an example comes from: a server that environment variables tell, or else a simulator in this
 * process. The variables are those of the command `omm`, and besides RX_OMM_URL and RX_OMM_REGION for the address.
 */
import {
  clientCredentials,
  discover,
  passwordGrant,
  type ConsumerOptions,
  type Discovery,
  type Http,
  type TokenSource,
  type WebSocketFactory,
} from 'rx-omm'
import { createSimulator, serveSimulator, type Simulator, type SimulatorOptions } from 'rx-omm/simulator'

/** Ways to a server other than the usual ones. */
export interface Way {
  /** For token service and discovery. */
  readonly http: Http
  /** For the market data. */
  readonly webSocket: WebSocketFactory
}

/** What an example may want of its feed. */
export interface FeedWish {
  /** Options of the simulator. Two updates a second are its default here. */
  readonly simulator?: SimulatorOptions
  /** Serves the simulator with TLS; `way` is told its certificate. */
  readonly way?: (certificate: string | undefined) => Way
}

/** A feed for one example. */
export interface Feed {
  /** What to make a consumer from. */
  readonly options: ConsumerOptions & {
    readonly endpoints: readonly string[] | Discovery
    readonly tokens?: TokenSource
  }
  /** The simulator, whose verbs make things go wrong; absent when the server is a real one. */
  readonly simulator?: Simulator
  /** Ends the simulator. Close the consumer before. */
  readonly close: () => Promise<void>
}

/** A variable; an empty one counts as not set. */
const read = (name: string): string | undefined => process.env[name] || undefined

const need = (name: string): string => {
  const value = read(name)
  if (value === undefined) throw new Error(`the environment variable ${name} is not set`)
  return value
}

const realFeed = ({ way }: FeedWish): Feed => {
  const { http, webSocket } = way?.(undefined) ?? {}
  const viaHttp = http && { http }
  const at = (variable: string) => ({ ...(read(variable) && { url: need(variable) }), ...viaHttp })

  const url = read('RX_OMM_URL')
  const region = read('RX_OMM_REGION') ?? 'us-east-1'
  const from = {
    endpoints: url?.split(',') ?? discover({ region, ...at('RX_OMM_DISCOVERY_URL') }),
    ...(webSocket && { webSocket }),
  }
  const close = () => Promise.resolve()

  if (read('RX_OMM_LOGIN_NAME')) {
    return { options: { ...from, login: { name: need('RX_OMM_LOGIN_NAME') } }, close }
  }
  const tokens = read('RX_OMM_CLIENT_ID')
    ? clientCredentials({
        clientId: need('RX_OMM_CLIENT_ID'),
        clientSecret: need('RX_OMM_CLIENT_SECRET'),
        ...at('RX_OMM_TOKEN_URL'),
      })
    : passwordGrant({
        username: need('RX_OMM_MACHINE_ID'),
        password: need('RX_OMM_PASSWORD'),
        clientId: need('RX_OMM_APP_KEY'),
        ...at('RX_OMM_TOKEN_URL'),
      })
  return { options: { ...from, tokens }, close }
}

const simulatedFeed = async ({ simulator: wanted, way }: FeedWish): Promise<Feed> => {
  const simulator = createSimulator({ updateRate: 2, ...wanted })
  const { httpUrl, cert, close } = await serveSimulator(simulator, { tls: way !== undefined })
  const { http, webSocket } = way?.(cert) ?? {}
  const viaHttp = http && { http }
  const options = {
    tokens: passwordGrant({
      username: 'user',
      password: 'password',
      clientId: 'app',
      url: `${httpUrl}/auth/oauth2/v1/token`,
      ...viaHttp,
    }),
    endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/`, ...viaHttp }),
    ...(webSocket && { webSocket }),
  }
  return { options, simulator, close }
}

const signs = ['RX_OMM_URL', 'RX_OMM_REGION', 'RX_OMM_MACHINE_ID', 'RX_OMM_CLIENT_ID', 'RX_OMM_LOGIN_NAME']

/** Opens what the environment asks for: a real server, or else a simulator on this machine. */
export const openFeed = async (wish: FeedWish = {}): Promise<Feed> =>
  signs.some(read) ? realFeed(wish) : simulatedFeed(wish)
