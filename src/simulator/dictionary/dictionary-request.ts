import { later } from '../clock.js'
import { openOk } from '../session/item-messages.js'
import { closed, closedForNow } from '../session/refusal.js'
import { send, stateOf, type DictionaryStream, type Session } from '../session/session.js'
import type { SessionWorld } from '../session/world.js'
import { enumRows, fieldRows } from './rows.js'

type Members = Readonly<Record<string, unknown>>

/** What the vendor calls normal. */
const usualFilter = 7

/** Rows of a message. */
const rowsOfPart = { RWFFld: 25, RWFEnum: 2 } as const

const summary = (world: SessionWorld, name: DictionaryStream['name']): Members => {
  const { fields = '', enums = '', id = 0 } = world.wishes.dictionary.version
  return {
    Type: name === 'RWFFld' ? 1 : 2,
    DictionaryId: { Type: 'Int', Data: id },
    ...(name === 'RWFFld' ? { Version: fields } : { Version: enums, RT_Version: fields, DT_Version: enums }),
  }
}

/** The messages of a refresh, without what they have in common. */
const partsOf = (world: SessionWorld, { name, filter }: DictionaryStream): readonly Members[] => {
  const { dictionary } = world.wishes
  const rows = name === 'RWFFld' ? fieldRows(dictionary, filter) : enumRows(dictionary, filter)
  const length = rowsOfPart[name]
  const count = Math.max(1, Math.ceil(rows.length / length))
  return Array.from({ length: count }, (_, part) => ({
    ...(part < count - 1 ? { Complete: false } : {}),
    ...(count > 1 && world.settings.partNumbers ? { PartNumber: part } : {}),
    Series: {
      ...(part === 0 ? { Summary: { Elements: summary(world, name) } } : {}),
      CountHint: rows.length,
      Entries: rows.slice(part * length, (part + 1) * length),
    },
  }))
}

const refresh = (world: SessionWorld, session: Session, stream: DictionaryStream): void => {
  const { id, key, streaming } = stream
  const { dictionaryDelay: delay, dictionaryAborted } = world.wishes
  const aborted = dictionaryAborted.take()
  const tell = ([part, ...others]: readonly Members[]): void => {
    if (part === undefined || session.dictionaries.get(id) !== stream) return
    send(session, {
      ID: id,
      Type: 'Refresh',
      Domain: 'Dictionary',
      Key: key,
      State: { Stream: streaming ? 'Open' : 'NonStreaming', Data: 'Ok' },
      ...part,
    })
    if (aborted) {
      session.dictionaries.delete(id)
      world.messages.status(session, id, closedForNow('None', 'The dictionary is not available now.'), {
        Domain: 'Dictionary',
      })
    } else if (others.length > 0) next(others)
    else if (!streaming) session.dictionaries.delete(id)
  }
  const next = (parts: readonly Members[]): void => {
    if (delay === 0) tell(parts)
    else if (delay !== Infinity)
      session.timers.add(
        later(delay, () => {
          tell(parts)
        }),
      )
  }
  next(partsOf(world, stream))
}

/** Handles a request for a dictionary. */
export const dictionaryRequest = (world: SessionWorld, session: Session, message: Members): void => {
  const id = Number(message['ID'])
  const { Name, Service, Filter } = (message['Key'] ?? {}) as Members
  const refuse = (code: 'UsageError' | 'NotFound' | 'SourceUnknown', text: string): void => {
    world.messages.status(session, id, closed(code, text), { Domain: 'Dictionary' })
  }
  const service = world.services.find(Service)
  if (id <= 0 || session.streams.has(id) || session.directories.has(id) || session.login?.id === id) {
    refuse('UsageError', `Dictionary request rejected for stream id ${id} - stream id is in use or invalid\0`)
  } else if (!service) refuse('SourceUnknown', 'Service is not known to the system.')
  else if (Name !== 'RWFFld' && Name !== 'RWFEnum') refuse('NotFound', 'There is no such dictionary.')
  else {
    const filter = typeof Filter === 'number' ? Filter : usualFilter
    const stream: DictionaryStream = {
      id,
      name: Name,
      filter,
      streaming: message['Streaming'] !== false,
      key: {
        Service: world.settings.serviceNumbers ? service.id : service.name,
        Name,
        Filter: filter,
      },
    }
    session.dictionaries.set(id, stream)
    if (message['Refresh'] !== false) refresh(world, session, stream)
  }
}

/** Tells all who have a dictionary open that there is a new version, as servers do: by calling the old one suspect. */
export const tellOutdated = ({ sessions }: Pick<SessionWorld, 'sessions'>): void => {
  for (const session of sessions.values())
    for (const { id, key } of session.dictionaries.values())
      send(session, {
        ID: id,
        Type: 'Status',
        Domain: 'Dictionary',
        Key: key,
        State: stateOf({ data: 'Suspect', text: 'There is a new version of the dictionary.' }, openOk),
      })
}
