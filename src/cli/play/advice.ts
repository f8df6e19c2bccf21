import type { ErrorCode, OmmError } from '../../index.js'
import { networkAdvice } from './network-advice.js'

const credentials =
  'check machine ID, password and AppKey, or client ID and secret or key, in the environment (omm --help)'
const look = 'look with omm watch whether it was accepted before you post again'
const bug = 'this is a mistake in omm: please report it'

/** There is nothing to do: it is tried again by itself. */
const passes = ''

/** What a user can do about an error, by its code. */
const advice: Readonly<Record<ErrorCode, string>> = {
  'credentials-refused': credentials,
  'session-quota': 'end other sessions of this user, or ask for more of them',
  'token-stopped': 'ask who administers the account why it is barred or not entitled',
  'token-throttled': 'start omm less often: it was asked for too many tokens',
  'token-unavailable': 'check the network, a proxy, and RX_OMM_TOKEN_URL if it is set',
  'credentials-callback': credentials,
  'token-expired': 'check the clock of this machine',
  'token-refused': credentials,
  'no-token': credentials,
  'discovery-refused':
    'check RX_OMM_DISCOVERY_URL if it is set, and whether the account may use real-time data',
  'discovery-stopped': 'ask whether the account may use real-time data',
  'discovery-throttled': 'start omm less often, or give the address with --url',
  'discovery-unavailable': 'check the network, a proxy, and RX_OMM_DISCOVERY_URL if it is set',
  'no-endpoint': 'try another --region, or give the address with --url',
  'no-region': 'check the spelling of --region',
  'untrusted-redirect': 'check RX_OMM_TOKEN_URL and RX_OMM_DISCOVERY_URL',
  'insecure-transport': 'use an address that begins with wss:// or https://, or a login by name',
  'connect-failed': 'check host, port and path of --url, and a proxy',
  'connect-timeout': 'check host and port of --url, and whether a firewall or proxy lets WebSockets through',
  'subprotocol-refused': 'check that --url leads to the WebSocket port of a server that speaks tr_json2',
  'connection-lost': passes,
  'peer-silent': passes,
  'login-timeout': 'check that --url leads to a market-data server',
  'login-closed': 'check the login name or the credentials, and whether the user may log in there',
  'login-closed-recover': passes,
  'item-closed': 'check the name, --service and --domain, and whether the user may see the item',
  'item-redirected': 'ask for the item by the name that it was redirected to',
  'service-unavailable': 'see omm services for what there is',
  'request-not-understood': 'check --domain and --view',
  'request-too-large': 'ask for fewer items or fields',
  'post-refused': 'check the name, the fields and --service, and whether the user may post',
  'post-not-understood': 'check the names and values of the fields',
  'post-timeout': look,
  'post-lost': look,
  'post-not-sent': 'post again when the server can be reached',
  'post-too-large': 'post fewer fields at a time',
  'dictionary-malformed': 'check that it is a file of fields, or of enumerations, and whole',
  'invalid-options': 'check the arguments and the environment (omm --help)',
  'consumer-closed': bug,
  'item-not-open': bug,
}

/** Code of the system in an error that has one. */
const systemCodeIn = (error: object): string | undefined =>
  'systemCode' in error && typeof error.systemCode === 'string' ? error.systemCode : undefined

/** What to do about an error, to be put after its text; nothing where it passes by itself. */
export const adviceOn = (error: Pick<OmmError, 'code'>): string => {
  const systemCode = systemCodeIn(error)
  const words = (systemCode === undefined ? undefined : networkAdvice(systemCode)) ?? advice[error.code]
  return words === '' ? '' : `; ${words}`
}

/** An error in a line: what happened, its code, and what to do. */
export const explain = (error: OmmError): string => `${error.message} (${error.code})${adviceOn(error)}`
