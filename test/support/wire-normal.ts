import type { Members } from './wire-bench.js'

/** The messages of a frame, which holds one or several. */
export const messagesIn = (frame: unknown): readonly Members[] => [frame].flat() as Members[]

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member that is an object; empty when it is none. */
export const within = (holder: Members, name: string): Members => {
  const value = holder[name]
  return isMembers(value) ? value : {}
}

const defaults: Readonly<Record<string, readonly unknown[]>> = {
  Type: ['Request', 1],
  Domain: ['MarketPrice', 6],
  Streaming: [true],
  Refresh: [true],
  Pause: [false],
  KeyInUpdates: [true],
  ConfInfoInUpdates: [false],
  Private: [false],
  Qualified: [false],
  Complete: [true],
  Ack: [false],
}

/** Items and users have different kinds of names, and both have the number 1. */
const usualNames = ['Ric', 'Name', 1]

const withoutUsualName = ({ NameType, ...rest }: Members): Members =>
  NameType === undefined || usualNames.includes(NameType as string) ? rest : { NameType, ...rest }

const isDefault = (name: string, value: unknown): boolean =>
  defaults[name]?.includes(value) === true ||
  (name === 'Priority' && isMembers(value) && value['Class'] === 1 && value['Count'] === 1)

/**
 * A message of a client with everything left out that is the default anyway, so that two which mean the same are
 * the same.
 */
export const normal = (message: Members): Members =>
  Object.fromEntries(
    Object.entries(message)
      .filter(([name, value]) => !isDefault(name, value))
      .map(([name, value]) => {
        if (!isMembers(value)) return [name, value]
        if (name === 'Key') return [name, withoutUsualName(value)]
        return [name, name === 'Message' ? normal(value) : value]
      }),
  )

/**
 * The same as {@link normal}, for what this library sends: it asks for updates without the key in every request of an
 * item, since it routes by stream id alone. No example of the specification does.
 */
export const ownNormal = ({ KeyInUpdates, ...message }: Members): Members =>
  normal(KeyInUpdates === false ? message : { KeyInUpdates, ...message })

export const isLogin = ({ Domain }: Members): boolean => Domain === 'Login' || Domain === 1

export const isRequest = ({ Type }: Members): boolean =>
  Type === undefined || defaults['Type']?.includes(Type) === true

/** The names of the containers that a message may have as its payload. */
const containers = [
  'Fields',
  'Elements',
  'Map',
  'Vector',
  'Series',
  'FilterList',
  'Message',
  'Opaque',
  'Xml',
  'Json',
]

/** The payload of a message, alone. */
export const payloadOf = (message: Members): Members =>
  Object.fromEntries(Object.entries(message).filter(([name]) => containers.includes(name)))
