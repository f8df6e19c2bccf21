import { domain } from '../../wire/domain.js'
import { streamState, type StreamState } from '../../wire/enums.js'

/** A JSON object that came from elsewhere. */
export type Members = Readonly<Record<string, unknown>>

/** True for a JSON object. */
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member as an object; empty where it is none. */
export const objectOf = (value: unknown): Members => (isObject(value) ? value : {})

const typesByNumber: Readonly<Record<number, string>> = {
  1: 'Request',
  2: 'Refresh',
  3: 'Status',
  4: 'Update',
  5: 'Close',
  6: 'Ack',
  7: 'Generic',
  8: 'Post',
}

/** Type of a message by name; absent means `Request`. */
export const typeOf = ({ Type }: Members): string =>
  typeof Type === 'number' ? (typesByNumber[Type] ?? '') : typeof Type === 'string' ? Type : 'Request'

/** Domain of a message in text form. */
export const domainOf = ({ Domain }: Members): string => String(domain(Domain))

/** Name in the key of a message; empty where there is none, and for logins, whose name is the user's. */
export const nameOf = (message: Members): string => {
  const { Name } = objectOf(message['Key'])
  return typeof Name === 'string' && domainOf(message) !== 'Login' ? Name : ''
}

/** Service in the key of a message, by name or number. */
export const serviceOf = (message: Members): string | undefined => {
  const { Service } = objectOf(message['Key'])
  return typeof Service === 'string' || typeof Service === 'number' ? String(Service) : undefined
}

/** Ids of a message: one, or several. */
export const idsOf = ({ ID }: Members): readonly number[] =>
  (Array.isArray(ID) ? (ID as readonly unknown[]) : [ID]).filter((id) => typeof id === 'number')

/** State of the stream that a message tells; absent means no change. */
export const streamStateOf = (message: Members): StreamState =>
  streamState(objectOf(message['State'])['Stream'])

/** True where a message ends its stream: a snapshot does with its last part. */
export const endsStream = (message: Members): boolean => {
  const state = streamStateOf(message)
  if (state === 'NonStreaming') return typeOf(message) === 'Refresh' && message['Complete'] !== false
  return state === 'Closed' || state === 'ClosedRecover' || state === 'Redirected'
}
