import type { Qos, Service, Services } from '../../index.js'
import { fit } from '../board/span.js'
import { printable } from '../terminal/printable.js'
import { table, type Column } from '../terminal/table.js'

const qosText = ({ timeliness, rate }: Qos): string => `${timeliness}/${rate}`

const countText = (count: number | undefined): string => (count === undefined ? '' : String(count))

const linksText = ({ links }: Service): string => {
  const up = [...links.values()].filter((link) => link.up).length
  return links.size === 0 ? '' : `${up} of ${links.size} up`
}

const columns: readonly Column<Service>[] = [
  { title: 'Service', text: ({ name }) => name ?? '' },
  { title: 'No.', text: ({ number }) => String(number), numeric: true },
  { title: 'State', text: ({ state }) => (state.up ? 'up' : 'down') },
  { title: 'Requests', text: ({ state }) => (state.accepting ? 'accepting' : 'none taken') },
  { title: 'Links', text: linksText },
  { title: 'Open limit', text: ({ load }) => countText(load.openLimit), numeric: true },
  { title: 'Window', text: ({ load }) => countText(load.openWindow), numeric: true },
  { title: 'Load', text: ({ load }) => countText(load.loadFactor), numeric: true },
  { title: 'Quality', text: ({ qos }) => qos.map(qosText).join(' ') },
  { title: 'Domains', text: ({ capabilities }) => capabilities.join(' ') },
]

/** The services as a table, in the order of their numbers. */
export const serviceTable = ({ byNumber, stale }: Services, width: number): readonly string[] => {
  const services = [...byNumber.values()].sort((one, other) => one.number - other.number)
  return [
    ...(stale === false ? [] : [fit(printable(`STALE: ${stale.cause.text}`), width)]),
    ...table(columns, services, width),
  ]
}
