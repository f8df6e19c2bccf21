import type { Pairs } from '../args/columns.js'

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment variables that are read, and nothing else that holds a credential. */
export const variables = {
  machineId: 'RX_OMM_MACHINE_ID',
  password: 'RX_OMM_PASSWORD',
  appKey: 'RX_OMM_APP_KEY',
  clientId: 'RX_OMM_CLIENT_ID',
  clientSecret: 'RX_OMM_CLIENT_SECRET',
  privateKeyFile: 'RX_OMM_PRIVATE_KEY_FILE',
  keyId: 'RX_OMM_KEY_ID',
  keyAlgorithm: 'RX_OMM_KEY_ALGORITHM',
  loginName: 'RX_OMM_LOGIN_NAME',
  tokenUrl: 'RX_OMM_TOKEN_URL',
  discoveryUrl: 'RX_OMM_DISCOVERY_URL',
} as const

/** A variable by what it is for. */
export type Variable = keyof typeof variables

/** The value of a variable; an empty one counts as not set. */
export const read = (env: Environment, variable: Variable): string | undefined => {
  const value = env[variables[variable]]
  return value === undefined || value === '' ? undefined : value
}

/** Kinds of credentials that the environment holds at least a part of. */
export const grantsIn = (env: Environment): readonly ('v1' | 'v2')[] => {
  const some = (...names: readonly Variable[]): boolean => names.some((name) => read(env, name) !== undefined)
  return [
    ...(some('machineId', 'password', 'appKey') ? (['v1'] as const) : []),
    ...(some('clientId', 'clientSecret', 'privateKeyFile') ? (['v2'] as const) : []),
  ]
}

/** The variables as lines of help. */
export const environmentHelp: Pairs = [
  [`${variables.machineId}, ${variables.password}, ${variables.appKey}`, 'credentials of v1'],
  [variables.clientId, 'service account of v2, together with one of the next two'],
  [variables.clientSecret, 'its secret'],
  [variables.privateKeyFile, 'file with its private key, not open to everybody: a JWK, or PEM (PKCS#8)'],
  [`${variables.keyId}, ${variables.keyAlgorithm}`, 'for a PEM key: its key id, and for instance PS256'],
  [variables.loginName, 'user name for a server that takes a name and no token; with --url'],
  [`${variables.tokenUrl}, ${variables.discoveryUrl}`, "other addresses than the vendor's"],
  ['HTTPS_PROXY, NO_PROXY', 'proxy for what goes by https: and wss:, and hosts without; Node 24.14 or later'],
  ['NODE_EXTRA_CA_CERTS', 'file with certificates of private authorities (PEM)'],
  ['NO_COLOR', 'if it is not empty, nothing has colours'],
  ['FORCE_COLOR', 'if it is not empty, colours also where TERM is dumb; 0 or false: none'],
  ['TERM', 'dumb: no board, no keys, no colours'],
]
