import type { Dictionary } from '../dictionary/dictionary.js'
import type { BookOptions, MarketOptions, NewsOptions } from './market-options.js'

export type { BookOptions, MarketOptions, NewKey, NewsOptions, SimulatedService } from './market-options.js'

/** A machine ID of the token service V1. */
export interface MachineAccount {
  /** The machine ID. */
  readonly username: string
  /** Its password at first; a grant with a new password changes it. */
  readonly password: string
  /** The AppKey, sent as `client_id`. */
  readonly appKey: string
}

/** A service account of the token service V2. */
export interface ServiceAccount {
  /** Name of the account, sent as `client_id`, or as issuer and subject of an assertion. */
  readonly clientId: string
  /** Its secret; absent admits signed assertions only. */
  readonly clientSecret?: string
  /** Public JWKs for `private_key_jwt`; each needs `kid` and `alg`. */
  readonly keys?: readonly Readonly<Record<string, unknown>>[]
}

/** Options of the token service. Lives are in seconds. */
export interface TokenOptions {
  /** @defaultValue `[{ username: 'user', password: 'password', appKey: 'app' }]` */
  readonly machines?: readonly MachineAccount[]
  /** @defaultValue `[{ clientId: 'client', clientSecret: 'secret' }]` */
  readonly clients?: readonly ServiceAccount[]
  /** Life of a V1 access token. @defaultValue 300 */
  readonly accessTokenLife?: number
  /** Life of a V1 refresh token, counted from the password grant. @defaultValue 14400 */
  readonly refreshTokenLife?: number
  /** Life of a V2 access token. @defaultValue 7199 */
  readonly clientTokenLife?: number
  /** Wrong passwords in a row that lock an account; 0 never locks. @defaultValue 0 */
  readonly lockAfter?: number
  /** Length of V2 access tokens in characters; V1 ones have a quarter of it. @defaultValue 1200 */
  readonly tokenLength?: number
  /** What the `aud` claim of a client assertion must be. @defaultValue the vendor's `https://login.ciam.refinitiv.com/as/token.oauth2` */
  readonly audience?: string
}

/** An entry of service discovery. */
export interface DiscoveryEntry {
  /** Host name, without scheme and port. */
  readonly endpoint: string
  /** Port of the endpoint. */
  readonly port: number
  /** Availability zones, for instance `['us-east-1a', 'us-east-1b']`. */
  readonly location: readonly string[]
  /** @defaultValue `'websocket'` */
  readonly transport?: 'websocket' | 'tcp'
  /** @defaultValue `['tr_json2']`, `['rwf']` for `tcp` */
  readonly dataFormat?: readonly string[]
  /** @defaultValue `'aws'` */
  readonly provider?: string
}

/** Options of service discovery. */
export interface DiscoveryOptions {
  /**
   * The list. By default each region has one entry of two zones and two of one zone. When discovery is
   * reached at a loopback address they name `localhost` and `127.0.0.1` and the port in use; else made-up
   * hosts of `simulator.test`.
   */
  readonly endpoints?: readonly DiscoveryEntry[]
  /** @defaultValue `['us-east-1', 'eu-west-1', 'ap-southeast-1']` */
  readonly regions?: readonly string[]
  /** So many entries that refuse connections stand in front in each region. @defaultValue 0 */
  readonly deadEndpoints?: number
}

/** What the login refresh says that the server can do. Other elements may be added, or changed to blank. */
export type Capabilities = Readonly<Record<string, number | string | null>>

/** Options of connections and logins. */
export interface LoginOptions {
  /** Users that may log in by name. @defaultValue any name that is not empty */
  readonly loginNames?: readonly string[]
  /** Added to the `Key.Elements` of the login refresh, for instance `{ SupportBatchRequests: 0 }`. @defaultValue `{}` */
  readonly capabilities?: Capabilities
  /** Answers a reissue with `Refresh:false` by a Refresh, as the vendor's example provider does. @defaultValue false */
  readonly answerReissue?: boolean
  /**
   * Seconds from a token to the next, as a server that authenticates by itself asks for them (`AuthenticationTTReissue`);
   * the login ends where none comes.
   * @defaultValue Infinity: the token's own life counts
   */
  readonly reissueWithin?: number
  /** Logs in on its own, on stream -1, from a cookie `AuthToken` of the upgrade. @defaultValue false */
  readonly cookieLogin?: boolean
  /** A login throws out every earlier login of the same user. @defaultValue false */
  readonly exclusiveLogins?: boolean
  /** Logins that one user may have at a time. @defaultValue Infinity */
  readonly maxLoginsPerUser?: number
  /** Puts the token into `Key.Name` of login answers, as some servers do. @defaultValue false */
  readonly echoToken?: boolean
  /**
   * Sees each well-formed message of a client first. True means that it has been dealt with, and the usual
   * handling is left out: the way to play a domain or a quirk that the simulator does not know.
   * @defaultValue none: the simulator deals with all
   */
  readonly intercept?: (
    message: Readonly<Record<string, unknown>>,
    reply: (message: Readonly<Record<string, unknown>>) => void,
  ) => boolean
  /**
   * How often the delay of a connection is measured, in milliseconds; 0 is never. Only where the login announces
   * `RoundTripLatency` 2.
   * @defaultValue 0
   */
  readonly latencyEvery?: number
  /** How long after the end of a login the connection is closed, in milliseconds. @defaultValue 100 */
  readonly closeAfter?: number
}

/** Limits and keep-alive. */
export interface LimitOptions {
  /** Seconds without any frame of the client after which it is cut off; 0 is never. @defaultValue 30 */
  readonly pingTimeout?: number
  /** Longest frame of a client in bytes; a longer one costs the connection. @defaultValue 61440 */
  readonly maxMsgSize?: number
  /** Most item streams of one connection; more are refused with `TooManyItems`. @defaultValue Infinity */
  readonly maxItems?: number
  /** Size in characters up to which messages of one moment share a frame; 0 packs nothing. @defaultValue 6144 */
  readonly packing?: number
  /** Complains about unknown members with an `Error`. @defaultValue false */
  readonly catchUnknownJsonKeys?: boolean
  /** Complains about field names of a post that the dictionary lacks. @defaultValue true */
  readonly catchUnknownJsonFids?: boolean
  /** How many entries `received` keeps. @defaultValue 10000 */
  readonly maxReceived?: number
}

/** Options of the dictionary that is served. */
export interface DictionaryServing {
  /** The dictionary. @defaultValue a small one, of the fields that the simulator knows of */
  readonly dictionary?: Dictionary
}

/** Options of a simulator. */
export interface SimulatorOptions
  extends
    TokenOptions,
    DiscoveryOptions,
    LoginOptions,
    LimitOptions,
    MarketOptions,
    BookOptions,
    NewsOptions,
    DictionaryServing {}
