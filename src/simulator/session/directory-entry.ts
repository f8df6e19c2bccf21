import { writeQos } from '../../wire/qos.js'
import type { StateWish } from '../scenario.js'
import type { Settings } from '../settings.js'
import { capabilities } from './domains.js'
import { openOk } from './item-messages.js'
import type { ServiceLink, LiveService } from './live-service.js'
import { stateOf } from './session.js'

type Members = Readonly<Record<string, unknown>>

/** Bits of the filter of a source directory, by entry. */
export const filterBit = { info: 1, state: 2, group: 4, load: 8, link: 32 } as const

/** What a connection may have waiting where the service does not say. */
const usualWindow = 100

const array = (type: string, data: readonly unknown[]): Members => ({
  Type: 'Array',
  Data: { Type: type, Data: data },
})

/** A state as an element. */
export const stateElement = (wish: StateWish): Members => ({
  Type: 'State',
  Data: stateOf(wish, openOk),
})

const info = (settings: Settings, { name }: LiveService): Members => ({
  ID: 1,
  Action: 'Set',
  Elements: {
    Name: name,
    Vendor: 'rx-omm',
    IsSource: 0,
    Capabilities: array('UInt', capabilities(settings)),
    DictionariesProvided: array('AsciiString', ['RWFFld', 'RWFEnum']),
    DictionariesUsed: array('AsciiString', ['RWFFld', 'RWFEnum']),
    QoS: array('Qos', [writeQos(settings.qos)]),
    SupportsQoSRange: 0,
    ItemList: '_ITEMS',
    SupportsOutOfBandSnapshots: 0,
    AcceptingConsumerStatus: 0,
  },
})

/** The State entry of a service, with a passing state for its items if there is one. */
export const stateEntry = ({ up, accepting, suspect }: LiveService, status?: StateWish): Members => ({
  ID: 2,
  Action: 'Set',
  Elements: {
    ServiceState: up && !suspect ? 1 : 0,
    AcceptingRequests: accepting ? 1 : 0,
    ...(status ? { Status: stateElement(status) } : {}),
  },
})

/** The Load entry of a service. */
export const loadEntry = ({ openLimit, openWindow = usualWindow, loadFactor }: LiveService): Members => ({
  ID: 4,
  Action: 'Set',
  Elements: {
    ...(openLimit === undefined ? {} : { OpenLimit: openLimit }),
    OpenWindow: openWindow,
    LoadFactor: loadFactor,
  },
})

/** An entry of the Link map. */
export const linkEntry = (
  action: 'Add' | 'Update',
  name: string,
  { up = true, code = 1, text = `Link state is ${up ? 'up' : 'down'}` }: ServiceLink,
): Members => ({
  Action: action,
  Key: name,
  Elements: { Type: 1, LinkState: up ? 1 : 0, LinkCode: code, Text: text },
})

/** The Link entry of a service, with some entries or all. */
export const linksEntry = (action: 'Set' | 'Update', entries: readonly Members[]): Members => ({
  ID: 6,
  Action: action,
  Map: { KeyType: 'AsciiString', Entries: entries },
})

/** The entry of a service with all that a filter asks for. Group has nothing to tell at first. */
export const serviceEntry = (settings: Settings, service: LiveService, filter: number): Members => {
  const entries: readonly (readonly [bit: number, entry: () => Members])[] = [
    [filterBit.info, () => info(settings, service)],
    [filterBit.state, () => stateEntry(service)],
    [filterBit.load, () => loadEntry(service)],
    [
      filterBit.link,
      () =>
        linksEntry(
          'Set',
          [...service.links].map(([name, link]) => linkEntry('Add', name, link)),
        ),
    ],
  ]
  return {
    Action: 'Add',
    Key: service.id,
    FilterList: { Entries: entries.filter(([bit]) => (filter & bit) !== 0).map(([, entry]) => entry()) },
  }
}
