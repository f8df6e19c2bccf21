import { choice, flag, list, number, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'

/** Options that say what is watched. */
export const whatOptions = {
  service: text('NAME', 'service that the items are asked for on; the default one of the server'),
  view: list('A,B', 'ask the server for these fields only, by name or number'),
  fields: list('A,B', 'show these fields only'),
  snapshot: flag('one image of each item, then end'),
}

/** Options that say where it is watched. */
export const whereOptions = {
  url: list('ws(s)://…', 'connect to this address; several, separated by commas, are tried in turn'),
  region: text('REGION', 'find the address by service discovery in this region'),
  grant: choice(['v1', 'v2'], 'kind of credentials: machine ID (v1) or service account (v2)'),
}

/** Options of the simulator that is started where nothing else is to be watched. */
export const simulatorOptions = {
  'token-ttl': number('SECONDS', 'life of access tokens; 60', { min: 1, max: 86_400 }),
  'refresh-ttl': number('SECONDS', 'life of refresh tokens of v1; 14400', { min: 1 }),
  rate: number('N', 'updates a second of each item; 2', { max: 1000, whole: false }),
  seed: number('N', 'the same seed gives the same market; 1'),
}

/** Options that say how it is shown. */
export const howOptions = {
  seconds: number('N', 'end after so many seconds', { max: 2_000_000, whole: false }),
  json: flag('one JSON line for each thing that happens, as where the output is no terminal'),
}

const options = { ...whatOptions, ...whereOptions, ...simulatorOptions, ...howOptions }

/** What `omm watch` was asked for. */
export interface WatchWish extends Values<typeof options> {
  /** Names of the items; none leaves the choice to the command. */
  readonly names: readonly string[]
}

const checkUrl = (url: string): void => {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : {}
  if (protocol !== 'ws:' && protocol !== 'wss:') {
    throw new Fault('--url must be an address that begins with ws:// or wss://')
  }
  if (username !== '' || password !== '') {
    throw new Fault('--url must not hold a user name or password; see the environment variables in --help')
  }
}

/**
 * Reads the arguments of `omm watch`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readWatchArguments = (args: readonly string[]): WatchWish => {
  const { values, names } = parse(options, args)
  const { url, region } = values
  if (url !== undefined && region !== undefined) {
    throw new Fault('--url and --region exclude each other')
  }
  url?.forEach(checkUrl)
  if (names.includes('')) throw new Fault('a name of an item must not be empty')
  const local = Object.keys(simulatorOptions).find((name) => Object.hasOwn(values, name))
  if (local !== undefined && (url !== undefined || region !== undefined)) {
    throw new Fault(`--${local} is for the simulator, which --url and --region leave out`)
  }
  return { ...values, names: [...new Set(names)] }
}
