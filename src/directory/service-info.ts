import type { Elements } from '../wire/containers.js'
import { domain } from '../wire/enums.js'
import { readQos } from '../wire/qos.js'
import { numberOf } from '../wire/values/number-of.js'
import { elementValues } from './element-values.js'
import type { Service } from './service.js'

/** What a service says of itself: its Info entry. */
export type ServiceInfo = Omit<Service, 'number' | 'state' | 'load' | 'links' | 'groups'>

/** What holds while a service has said nothing of itself. */
export const usualInfo: ServiceInfo = {
  isSource: false,
  capabilities: [],
  dictionariesProvided: [],
  dictionariesUsed: [],
  qos: [{ timeliness: 'Realtime', rate: 'TickByTick' }],
  supportsQosRange: false,
  supportsOutOfBandSnapshots: true,
  acceptingConsumerStatus: true,
}

const readDomain = (raw: unknown) => {
  const number = numberOf(raw)
  return typeof number === 'number' ? domain(number) : undefined
}

const readText = (raw: unknown): string | undefined => (typeof raw === 'string' ? raw : undefined)

/** Lays the elements of an Info entry over what is known. */
export const readInfo = (known: ServiceInfo, elements: Elements | null | undefined): ServiceInfo => {
  const values = elementValues(elements)
  const flag = (name: string, member: keyof ServiceInfo): boolean =>
    values.flag(name, known[member] === true, usualInfo[member] === true)
  const texts = (name: string, member: readonly string[]): readonly string[] =>
    values.list(name, member, [], readText)
  // An empty name would be a name like any other to those who look for one.
  const name = values.text('Name', known.name) || undefined
  const vendor = values.text('Vendor', known.vendor)
  const itemList = values.text('ItemList', known.itemList)
  return {
    ...(name === undefined ? {} : { name }),
    ...(vendor === undefined ? {} : { vendor }),
    isSource: flag('IsSource', 'isSource'),
    capabilities: values.list('Capabilities', known.capabilities, [], readDomain),
    dictionariesProvided: texts('DictionariesProvided', known.dictionariesProvided),
    dictionariesUsed: texts('DictionariesUsed', known.dictionariesUsed),
    // The capital S is that of the protocol.
    qos: values.list('QoS', known.qos, usualInfo.qos, readQos),
    supportsQosRange: flag('SupportsQoSRange', 'supportsQosRange'),
    ...(itemList === undefined ? {} : { itemList }),
    supportsOutOfBandSnapshots: flag('SupportsOutOfBandSnapshots', 'supportsOutOfBandSnapshots'),
    acceptingConsumerStatus: flag('AcceptingConsumerStatus', 'acceptingConsumerStatus'),
  }
}
