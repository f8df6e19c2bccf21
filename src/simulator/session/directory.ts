import type { SimulatedService } from '../options.js'
import { capabilities } from './domains.js'
import { serviceOf } from './open-item.js'
import { send, type DirectoryStream, type Session } from './session.js'
import type { SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

const qos = { Timeliness: 'Realtime', Rate: 'TickByTick' }

const array = (type: string, data: readonly unknown[]) => ({
  Type: 'Array',
  Data: { Type: type, Data: data },
})

const state = (world: SessionWorld, service: SimulatedService) => ({
  ID: 2,
  Action: 'Set',
  Elements: { ServiceState: world.down.has(service.name) ? 0 : 1, AcceptingRequests: 1 },
})

const info = ({ name }: SimulatedService) => ({
  ID: 1,
  Action: 'Set',
  Elements: {
    Name: name,
    Vendor: 'rx-omm',
    IsSource: 0,
    Capabilities: array('UInt', capabilities),
    DictionariesProvided: array('AsciiString', ['RWFFld', 'RWFEnum']),
    DictionariesUsed: array('AsciiString', ['RWFFld', 'RWFEnum']),
    QoS: array('Qos', [qos]),
    SupportsQoSRange: 0,
    SupportsOutOfBandSnapshots: 0,
    AcceptingConsumerStatus: 0,
  },
})

const load = { ID: 4, Action: 'Set', Elements: { OpenWindow: 100, LoadFactor: 1 } }

const entry = (world: SessionWorld, service: SimulatedService, filter: number) => ({
  Action: 'Add',
  Key: service.id,
  FilterList: {
    Entries: [
      ...((filter & 1) !== 0 ? [info(service)] : []),
      ...((filter & 2) !== 0 ? [state(world, service)] : []),
      ...((filter & 8) !== 0 ? [load] : []),
    ],
  },
})

/** Handles a request for the source directory. */
export const directoryRequest = (world: SessionWorld, session: Session, message: Members): void => {
  const id = Number(message['ID'])
  const key = (message['Key'] ?? {}) as Members
  const filter = typeof key['Filter'] === 'number' ? key['Filter'] : 3
  const asked = key['Service']
  const service = asked === undefined ? undefined : serviceOf(world, asked)
  const chosen = world.settings.services.filter((one) => asked === undefined || one === service)
  const streaming = message['Streaming'] !== false
  if (streaming) session.directories.set(id, { id, filter, service })
  if (message['Refresh'] === false) return
  send(session, {
    ID: id,
    Type: 'Refresh',
    Domain: 'Source',
    Key: { ...(asked === undefined ? {} : { Service: asked }), Filter: filter },
    State: {
      Stream: streaming ? 'Open' : 'NonStreaming',
      Data: 'Ok',
      Text: 'Source Directory Refresh Completed',
    },
    Map: { KeyType: 'UInt', Entries: chosen.map((one) => entry(world, one, filter)) },
  })
}

const tells = (stream: DirectoryStream, service: SimulatedService): boolean =>
  (stream.filter & 2) !== 0 && (stream.service === undefined || stream.service === service)

/** Tells all directory streams that a service went up or down. */
export const directoryUpdate = (world: SessionWorld, service: SimulatedService): void => {
  for (const session of world.sessions.values())
    for (const stream of session.directories.values())
      if (tells(stream, service))
        send(session, {
          ID: stream.id,
          Type: 'Update',
          Domain: 'Source',
          UpdateType: 'Unspecified',
          Map: {
            KeyType: 'UInt',
            Entries: [
              { Action: 'Update', Key: service.id, FilterList: { Entries: [state(world, service)] } },
            ],
          },
        })
}
