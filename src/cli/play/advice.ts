import type { ErrorCode } from '../../index.js'

const credentials =
  'check machine ID, password and AppKey, or client ID and secret or key, in the environment (omm --help)'

/** What a user can do about an error, by its code; what is missing says so itself, or passes. */
const advice: Partial<Record<ErrorCode, string>> = {
  'credentials-refused': credentials,
  'token-refused': credentials,
  'no-token': credentials,
  'session-quota': 'end other sessions of this user, or ask for more of them',
  'token-stopped': 'ask who administers the account why it is barred or not entitled',
  'token-unavailable': 'check the network, a proxy, and RX_OMM_TOKEN_URL if it is set',
  'discovery-stopped': 'ask whether the account may use real-time data',
  'discovery-refused':
    'check RX_OMM_DISCOVERY_URL if it is set, and whether the account may use real-time data',
  'discovery-unavailable': 'check the network, a proxy, and RX_OMM_DISCOVERY_URL if it is set',
  'no-region': 'check the spelling of --region',
  'no-endpoint': 'try another --region, or give the address with --url',
  'untrusted-redirect': 'check RX_OMM_TOKEN_URL and RX_OMM_DISCOVERY_URL',
  'insecure-transport': 'use an address that begins with wss:// or https://, or a login by name',
  'connect-failed':
    'check host, port and ws or wss of --url; for a certificate of your own set NODE_EXTRA_CA_CERTS',
  'connect-timeout': 'check host and port of --url, and whether a firewall or proxy lets WebSockets through',
  'subprotocol-refused': 'check that --url leads to the WebSocket port of a server that speaks tr_json2',
  'login-timeout': 'check that --url leads to a market-data server',
  'login-closed': 'check the login name or the credentials, and whether the user may log in there',
  'item-closed': 'check the name, --service and --domain, and whether the user may see the item',
  'item-redirected': 'ask for the item by the name that it was redirected to',
  'service-unavailable': 'see omm services for what there is',
  'request-not-understood': 'check --domain and --view',
  'request-too-large': 'ask for fewer items or fields',
  'post-refused': 'check the name, the fields and --service, and whether the user may post',
  'post-not-understood': 'check the names and values of the fields',
  'post-timeout': 'look with omm watch whether it was accepted before you post again',
  'post-lost': 'look with omm watch whether it was accepted before you post again',
  'post-not-sent': 'post again when the server can be reached',
  'post-too-large': 'post fewer fields at a time',
}

/** What to do about an error, to be put after its text; nothing where there is nothing to say. */
export const adviceOn = (code: ErrorCode): string => {
  const words = advice[code]
  return words === undefined ? '' : `; ${words}`
}
