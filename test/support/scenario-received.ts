import type { Simulator } from '../../src/simulator/index.js'

/** A message of the client, with the connection that it came on and the time. */
export interface Heard {
  readonly at: number
  readonly connection: number
  /** The message as it came; a test knows what it expects. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- typing each message would hide what is tested
  readonly message: Readonly<Record<string, any>>
}

/** Everything that clients sent over WebSockets. */
export const heard = ({ received }: Simulator): readonly Heard[] =>
  received.flatMap((entry) =>
    entry.kind === 'frame'
      ? entry.messages.map((message) => ({ at: entry.at, connection: entry.connection, message }))
      : [],
  )

const isLogin = ({ message }: Heard): boolean =>
  message['Domain'] === 'Login' && (message['Type'] === undefined || message['Type'] === 'Request')

/** Login requests, reissues apart. */
export const logins = (simulator: Simulator): readonly Heard[] =>
  heard(simulator).filter((one) => isLogin(one) && one.message['Refresh'] !== false)

/** Login reissues. */
export const reissues = (simulator: Simulator): readonly Heard[] =>
  heard(simulator).filter((one) => isLogin(one) && one.message['Refresh'] === false)

/** The token of a login or reissue. */
export const tokenIn = ({ message }: Heard): string =>
  String((message as { Key: { Elements: Record<string, unknown> } }).Key.Elements['AuthenticationToken'])

/** Item requests: name, stream id (counted up in a batch), connection and time. */
export const requests = (
  simulator: Simulator,
): readonly {
  readonly name: string
  readonly id: number
  readonly connection: number
  readonly at: number
}[] =>
  heard(simulator)
    .filter(({ message }) => message['Type'] === undefined && message['Domain'] !== 'Login')
    .flatMap(({ message, connection, at }) => {
      const { ID, Key } = message as { ID: number; Key: { Name: string | readonly string[] } }
      return typeof Key.Name === 'string'
        ? [{ name: Key.Name, id: ID, connection, at }]
        : Key.Name.map((name, index) => ({ name, id: ID + 1 + index, connection, at }))
    })

/** Closes of streams, one for each id. */
export const closes = (
  simulator: Simulator,
): readonly { readonly id: number; readonly connection: number }[] =>
  heard(simulator)
    .filter(({ message }) => message['Type'] === 'Close' && message['Domain'] !== 'Login')
    .flatMap(({ message, connection }) =>
      ([message['ID']].flat() as number[]).map((id) => ({ id, connection })),
    )

const http = ({ received }: Simulator, part: string) =>
  received.filter((entry) => entry.kind === 'http').filter(({ url }) => url.includes(part))

/** Requests to the token service. */
export const tokenRequests = (simulator: Simulator) => http(simulator, '/auth/oauth2/')

/** Grant types asked for, in order. */
export const grants = (simulator: Simulator): readonly (string | undefined)[] =>
  tokenRequests(simulator).map(({ form }) => form['grant_type'])

/** Requests to service discovery. */
export const discoveryRequests = (simulator: Simulator) => http(simulator, '/streaming/pricing/')

/** WebSockets asked for. */
export const connects = ({ received }: Simulator) => received.filter((entry) => entry.kind === 'connect')
