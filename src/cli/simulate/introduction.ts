import type { ServedSimulator } from '../../simulator/index.js'

/** Tells where the simulator is, and how to point a client at it. What it admits is known to everybody. */
export const introduction = (
  { httpUrl, wsUrl }: Pick<ServedSimulator, 'httpUrl' | 'wsUrl'>,
  keys: boolean,
): readonly string[] => [
  'A simulated market data provider.',
  '',
  `  WebSocket          ${wsUrl}   (tr_json2)`,
  `  Service discovery  ${httpUrl}/streaming/pricing/v1/`,
  `  Tokens, v1         ${httpUrl}/auth/oauth2/v1/token`,
  '                     machine ID user, password password, AppKey app',
  `  Tokens, v2         ${httpUrl}/auth/oauth2/v2/token`,
  '                     client ID client, secret secret',
  '  Login by name      any name',
  '  Items              every name, but UNKNOWN.X (not found) and DENIED.X (not permitted)',
  '',
  'Watch it from another terminal:',
  '',
  `  RX_OMM_LOGIN_NAME=me omm watch EUR= --url ${wsUrl}`,
  `  RX_OMM_MACHINE_ID=user RX_OMM_PASSWORD=password RX_OMM_APP_KEY=app \\`,
  `  RX_OMM_TOKEN_URL=${httpUrl}/auth/oauth2/v1/token \\`,
  `  RX_OMM_DISCOVERY_URL=${httpUrl}/streaming/pricing/v1/ omm watch EUR=`,
  '',
  ...(keys
    ? ['Keys: d drop  s silence  l logout  u stale  v down  e expire  t auth  g good  q quit', '']
    : []),
]
