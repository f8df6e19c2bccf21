import type { SimulatorOptions } from './options.js'

/** Options without a default: absent means that the feature is off. */
type Open =
  'endpoints' | 'loginNames' | 'totalUpdateRate' | 'permData' | 'intercept' | 'bookParts' | 'dictionary'

/** The options with their defaults filled in. */
export type Settings = Required<Omit<SimulatorOptions, Open>> & Pick<SimulatorOptions, Open>

const defaults: Required<Omit<SimulatorOptions, Open>> = {
  machines: [{ username: 'user', password: 'password', appKey: 'app' }],
  clients: [{ clientId: 'client', clientSecret: 'secret' }],
  accessTokenLife: 300,
  refreshTokenLife: 14_400,
  clientTokenLife: 7199,
  lockAfter: 0,
  tokenLength: 1200,
  audience: 'https://login.ciam.refinitiv.com/as/token.oauth2',
  regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'],
  deadEndpoints: 0,
  capabilities: {},
  answerReissue: false,
  reissueWithin: Infinity,
  cookieLogin: false,
  exclusiveLogins: false,
  maxLoginsPerUser: Infinity,
  echoToken: false,
  latencyEvery: 0,
  closeAfter: 100,
  pingTimeout: 30,
  maxMsgSize: 61_440,
  maxItems: Infinity,
  packing: 6144,
  catchUnknownJsonKeys: false,
  catchUnknownJsonFids: true,
  maxReceived: 10_000,
  services: [{ name: 'ELEKTRON_DD', id: 1 }],
  unknownItems: ['UNKNOWN.X'],
  deniedItems: ['DENIED.X'],
  privateOnly: [],
  redirects: {},
  seed: 1,
  updateRate: 1,
  refreshEvery: 0,
  ignoreViews: false,
  viewElsewhere: 'ignore',
  qos: { timeliness: 'Realtime', rate: 'TickByTick' },
  serviceNumbers: false,
  unknownServiceName: 'status',
  unknownDomain: 'status',
  customDomains: [],
  directoryWithoutFilter: 'drop',
  tellItemsOfRemovedService: false,
  seqNumbers: false,
  echoGeneric: false,
  bookDepth: 10,
  partNumbers: true,
  partsKeepCache: true,
  updatesBetweenParts: false,
  enumText: true,
  newsFragmentSize: 1000,
  symbolLists: {},
  symbolKeys: 'Buffer',
  chainTemplate: 'LONGLINK',
}

/** Fills in the defaults. */
export const readSettings = (options: SimulatorOptions): Settings => ({ ...defaults, ...options })
