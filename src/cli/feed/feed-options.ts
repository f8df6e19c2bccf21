import { choice, flag, list, number, text, type Values } from '../args/option.js'
import { Fault } from '../fault.js'

/** Regions that a shell offers; others are taken, too. */
const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-1']

/** Options that say where the data comes from. */
export const whereOptions = {
  url: list('ws(s)://…', 'connect to this address; several, separated by commas, are tried in turn'),
  region: {
    ...text('REGION', 'find the address by service discovery in this region; us-east-1'),
    suggested: regions,
  },
  grant: choice(['v1', 'v2'], 'kind of credentials: machine ID (v1) or service account (v2)'),
}

/** Options of the simulator that is started where there is no server to go to. */
export const simulatorOptions = {
  'token-ttl': number('SECONDS', 'life of access tokens; 60', { min: 1, max: 86_400 }),
  'refresh-ttl': number('SECONDS', 'life of refresh tokens of v1; 14400', { min: 1 }),
  rate: number('N', 'updates a second of each item; 2', { max: 1000, whole: false }),
  seed: number('N', 'the same seed gives the same market; 1'),
}

/** Options that say how it is shown, and for how long. */
export const howOptions = {
  seconds: number('N', 'end after so many seconds', { max: 2_000_000, whole: false }),
  json: flag('one JSON line for each thing that happens, as where the output is no terminal'),
}

/** Options of every command that needs data. */
export const feedOptions = { ...whereOptions, ...simulatorOptions, ...howOptions }

/** What a command was asked for as to its data. */
export type FeedWish = Values<typeof feedOptions>

const checkUrl = (url: string): void => {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : {}
  if (protocol !== 'ws:' && protocol !== 'wss:') {
    throw new Fault('--url must be an address that begins with ws:// or wss://, for instance wss://host:443')
  }
  if (username !== '' || password !== '') {
    throw new Fault(
      '--url must not hold a user name or password; set the environment variables that omm --help lists',
    )
  }
}

/**
 * Checks what was asked for as to the data.
 *
 * @throws {@link Fault} when it makes no sense
 */
export const checkFeedWish = (wish: FeedWish): void => {
  const { url, region } = wish
  if (url !== undefined && region !== undefined) {
    throw new Fault('--url and --region exclude each other: give the address, or have it found')
  }
  url?.forEach(checkUrl)
  const local = Object.keys(simulatorOptions).find((name) => Object.hasOwn(wish, name))
  if (local !== undefined && (url !== undefined || region !== undefined)) {
    throw new Fault(`--${local} is for the simulator, which --url and --region leave out`)
  }
}
