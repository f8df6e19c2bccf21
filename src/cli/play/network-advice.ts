const network = 'check the network, a VPN and a firewall'
const name = 'check the spelling of the host, the network, and whether this machine can look names up (DNS)'
const hungUp = 'the other side hung up: check the port, and ws or wss, http or https'
const noTls = 'there is no TLS at that port: check the port, or begin the address with ws:// or http://'
const authority = 'set NODE_EXTRA_CA_CERTS to the file of the authority (PEM) if you trust its certificate'
const dates = 'its certificate is out of date: have it renewed, and check the clock of this machine'

/** What a user can do about the codes of the system and of TLS that come of a connection. */
const advice: Readonly<Record<string, string>> = {
  ENOTFOUND: name,
  EAI_AGAIN: name,
  ECONNREFUSED: 'nothing listens there: check host and port, and whether the server is running',
  ECONNRESET: hungUp,
  EPIPE: hungUp,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ETIMEDOUT: network,
  UND_ERR_CONNECT_TIMEOUT: network,
  EHOSTUNREACH: network,
  ENETUNREACH: network,
  DEPTH_ZERO_SELF_SIGNED_CERT: authority,
  SELF_SIGNED_CERT_IN_CHAIN: authority,
  UNABLE_TO_GET_ISSUER_CERT: authority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: authority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: authority,
  CERT_HAS_EXPIRED: dates,
  CERT_NOT_YET_VALID: dates,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host: use a name that it holds',
}

/** What to do about a failure of the network or of TLS, by its code; `undefined` for one that says nothing. */
export const networkAdvice = (systemCode: string): string | undefined =>
  Object.hasOwn(advice, systemCode) ? advice[systemCode] : undefined
