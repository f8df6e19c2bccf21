import { serviceEntry } from './directory-entry.js'
import type { LiveService } from './live-service.js'
import { closed } from './refusal.js'
import { send, type DirectoryStream, type Session } from './session.js'
import type { SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** Info and State. */
const usualFilter = 3

/** A service in a key as servers write it; one that they do not know as it was asked for. */
const serviceText = ({ services, settings }: SessionWorld, asked: unknown): unknown => {
  const service = services.find(asked)
  return service ? (settings.serviceNumbers ? service.id : service.name) : asked
}

/** Handles a request for the source directory. */
export const directoryRequest = (world: SessionWorld, session: Session, message: Members): void => {
  const { settings, services } = world
  const id = Number(message['ID'])
  const key = (message['Key'] ?? {}) as Members
  if (session.streams.has(id) || session.login?.id === id || id <= 0) {
    const text = `Directory request rejected for stream id ${id} - stream id is in use or invalid\0`
    world.messages.status(session, id, closed('UsageError', text), { Domain: 'Source' })
    return
  }
  if (typeof key['Filter'] !== 'number' && settings.directoryWithoutFilter === 'drop') return
  const filter = typeof key['Filter'] === 'number' ? key['Filter'] : usualFilter
  const asked = key['Service']
  const streaming = message['Streaming'] !== false
  const stream = { id, filter, asked }
  if (streaming) session.directories.set(id, stream)
  if (message['Refresh'] === false) return
  send(session, {
    ID: id,
    Type: 'Refresh',
    Domain: 'Source',
    Key: { ...(asked === undefined ? {} : { Service: serviceText(world, asked) }), Filter: filter },
    State: {
      Stream: streaming ? 'Open' : 'NonStreaming',
      Data: 'Ok',
      Text: 'Source Directory Refresh Completed',
    },
    Map: {
      KeyType: 'UInt',
      Entries: services
        .all()
        .filter((service) => covers(stream, service))
        .map((service) => serviceEntry(settings, service, filter)),
    },
  })
}

/** True where a directory stream tells about a service. */
export const covers = ({ asked }: DirectoryStream, { id, name }: LiveService): boolean =>
  asked === undefined || asked === name || asked === id

/** Tells all directory streams about a service; `entry` gives its map entry for a filter, if there is one. */
export const tellDirectories = (
  world: Pick<SessionWorld, 'sessions'>,
  service: LiveService,
  entry: (filter: number) => Members | undefined,
): void => {
  for (const session of world.sessions.values())
    for (const stream of session.directories.values()) {
      const told = covers(stream, service) ? entry(stream.filter) : undefined
      if (told)
        send(session, {
          ID: stream.id,
          Type: 'Update',
          Domain: 'Source',
          UpdateType: 'Unspecified',
          Map: { KeyType: 'UInt', Entries: [told] },
        })
    }
}

/** Tells all directory streams that ask for it what has become of a service: the entries of an update. */
export const directoryUpdate = (
  world: Pick<SessionWorld, 'sessions'>,
  service: LiveService,
  entries: readonly (readonly [bit: number, entry: Members])[],
): void => {
  tellDirectories(world, service, (filter) => {
    const wanted = entries.filter(([bit]) => (filter & bit) !== 0).map(([, entry]) => entry)
    return wanted.length === 0
      ? undefined
      : { Action: 'Update', Key: service.id, FilterList: { Entries: wanted } }
  })
}
