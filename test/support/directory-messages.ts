/** Messages of the source directory as a server sends them. */

type Members = Readonly<Record<string, unknown>>

/** An entry of a service's filter list. */
export const entry = (id: number, elements: Members, action: string = 'Set'): Members => ({
  ID: id,
  Action: action,
  Elements: elements,
})

/** What a service says of itself; prices unless said otherwise. */
export const info = (name: string, more: Members = {}): Members =>
  entry(1, {
    Name: name,
    Capabilities: { Type: 'Array', Data: { Type: 'UInt', Data: [6] } },
    ...more,
  })

/** Whether a service would answer requests. */
export const state = (up: unknown, accepting: unknown = 1, more: Members = {}): Members =>
  entry(2, { ServiceState: up, AcceptingRequests: accepting, ...more })

/** A state as the value of an element. */
export const stateValue = (stream: string, data: string, text = ''): Members => ({
  Type: 'State',
  Data: { Stream: stream, Data: data, ...(text === '' ? {} : { Text: text }) },
})

/** The entry of a service in the map. */
export const service = (number: unknown, entries: readonly unknown[], action: string = 'Add'): Members => ({
  Action: action,
  Key: number,
  FilterList: { Entries: entries },
})

/** A service that is up and takes requests. */
export const upService = (number: number, name: string, ...more: readonly unknown[]): Members =>
  service(number, [info(name), state(1), ...more])

/** The end of a service. */
export const gone = (number: number): Members => ({ Action: 'Delete', Key: number })

/** The directory as a whole, or the first part of it. */
export const directoryRefresh = (id: number, entries: readonly unknown[], more: Members = {}): Members => ({
  ID: id,
  Type: 'Refresh',
  Domain: 'Source',
  Key: { Filter: 47 },
  State: { Stream: 'Open', Data: 'Ok' },
  Map: { KeyType: 'UInt', Entries: entries },
  ...more,
})

/** What has changed in the directory. */
export const directoryUpdate = (id: number, ...entries: readonly unknown[]): Members => ({
  ID: id,
  Type: 'Update',
  Domain: 'Source',
  Map: { KeyType: 'UInt', Entries: entries },
})
