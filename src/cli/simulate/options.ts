import { file, flag, list, number, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'

const day = 86_400

/** Options that say where it listens. */
export const whereOptions = {
  port: number('PORT', 'port to listen on; 0, the default, takes a free one', { max: 65_535 }),
  host: text('ADDRESS', 'address to listen on; 127.0.0.1'),
  tls: flag('serve https and wss with a certificate made on the spot (package selfsigned)'),
  cert: file('certificate to serve https and wss with, as PEM'),
  key: file('its key, as PEM'),
}

/** Options of tokens and discovery. */
export const tokenOptions = {
  'token-ttl': number('SECONDS', 'life of access tokens; 300 for v1, 7199 for v2', { min: 1, max: day * 30 }),
  'refresh-ttl': number('SECONDS', 'life of refresh tokens of v1; 14400', { min: 1 }),
  'lock-after': number('N', 'wrong passwords in a row that lock an account; 0, the default, never'),
  'dead-endpoint': number('N', 'so many addresses of each region lead nowhere; 0', { max: 100 }),
  'echo-token': flag('repeat the token in login answers, as some servers do'),
}

/** Options of the market. */
export const marketOptions = {
  rate: number('N', 'updates a second of each item; 1', { max: 1000, whole: false }),
  'total-rate': number('N', 'updates a second of all items together, instead'),
  seed: number('N', 'the same seed gives the same market; 1'),
  services: list('A,B', 'names of the services; ELEKTRON_DD'),
  items: number('N', 'items that a connection may have open; more are refused', { min: 1 }),
  unsolicited: number('SECONDS', 'send an unsolicited refresh of every item so often', {
    min: 0.1,
    whole: false,
  }),
  'book-depth': number('N', 'price levels of each side of an order book; 10', { min: 1, max: 1000 }),
  domains: list('N,M', 'numbers of further domains to be served, as fields'),
  'nak-posts': flag('refuse all posts'),
  'ignore-views': flag('answer a view with all fields'),
  'seq-numbers': flag('number refreshes and updates'),
}

/** Options of connections and logins. */
export const sessionOptions = {
  'reissue-within': number('SECONDS', 'want a new token so soon, and end the login without', {
    min: 1,
    max: day * 30,
  }),
  'answer-reissue': flag('answer a login reissue although no answer was asked for'),
  'refuse-logins': number('N', 'refuse the first N logins', { min: 1 }),
  'exclusive-logins': flag('a login throws out the earlier ones of its user'),
  'no-batch': flag('take no batch requests'),
  'ping-timeout': number('SECONDS', 'silence of a client after which it is cut off; 30, 0 is never'),
  'drop-every': number('SECONDS', 'drop all connections so often', { min: 0.1, whole: false }),
  'log-out-every': number('SECONDS', 'close all logins so often', { min: 0.1, whole: false }),
  delay: number('MS', 'send everything so many milliseconds late', { max: 60_000 }),
  'latency-every': number('MS', 'measure the delay of connections that allow it so often; never', { min: 1 }),
  strict: flag('complain about members of messages that nobody knows'),
}

/** Options that say how it is shown. */
export const howOptions = {
  seconds: number('N', 'end after so many seconds', { max: 2_000_000, whole: false }),
  json: flag('a JSON line for each thing that happens; secrets are masked'),
}

const options = { ...whereOptions, ...tokenOptions, ...marketOptions, ...sessionOptions, ...howOptions }

/** What `omm simulate` was asked for. */
export type SimulateWish = Values<typeof options>

/**
 * Reads the arguments of `omm simulate`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readSimulateArguments = (args: readonly string[]): SimulateWish => {
  const { values, names } = parse(options, args)
  if (names.length > 0)
    throw new Fault('omm simulate takes options only; every well-formed name is an item of it')
  const { tls, cert, key, domains } = values
  if (domains?.some((each) => !/^\d{1,3}$/.test(each) || Number(each) < 1 || Number(each) > 255) === true) {
    throw new Fault('--domains must be numbers from 1 to 255')
  }
  if ((cert === undefined) !== (key === undefined)) throw new Fault('--cert and --key need each other')
  if (tls !== undefined && cert !== undefined)
    throw new Fault('--tls and --cert exclude each other: a certificate is made, or given')
  return values
}
