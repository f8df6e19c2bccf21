import type { SimulatedService } from '../options.js'

/** A link of a service to where its data comes from, as the source directory shows it. */
export interface ServiceLink {
  /** Whether data comes over it. @defaultValue true */
  readonly up?: boolean
  /** How far it is with its recovery, 0 to 3: 0 none, 1 ok, 2 recovery started, 3 recovery completed. @defaultValue 1 */
  readonly code?: number
  /** The same for people. @defaultValue `'Link state is up'` or `'Link state is down'` */
  readonly text?: string
}

/** A service and how it is at the moment. */
export interface LiveService extends Pick<SimulatedService, 'name' | 'id'> {
  openLimit?: number | undefined
  openWindow?: number | undefined
  loadFactor: number
  up: boolean
  accepting: boolean
  /** All its items were told that their data is stale. */
  suspect: boolean
  /** It is not in the directory any more. */
  removed: boolean
  readonly links: Map<string, ServiceLink>
}

/** The services that there are. */
export interface Services {
  readonly all: () => readonly LiveService[]
  /** By name or number; absent is the default service. */
  find(nameOrId: unknown): LiveService | undefined
  add(service: SimulatedService): LiveService
  remove(service: LiveService): void
}

const live = (service: SimulatedService): LiveService => ({
  ...service,
  loadFactor: 1,
  up: true,
  accepting: true,
  suspect: false,
  removed: false,
  links: new Map([['simulator link', {}]]),
})

/** True while requests to the service are answered with data. */
export const isServing = ({ up, accepting, suspect }: LiveService): boolean => up && accepting && !suspect

/** Makes the services of the options. */
export const createServices = (start: readonly SimulatedService[]): Services => {
  let all: readonly LiveService[] = start.map(live)
  return {
    all: () => all,
    find: (nameOrId) =>
      nameOrId === undefined ? all[0] : all.find(({ id, name }) => id === nameOrId || name === nameOrId),
    add: (service) => {
      const added = live(service)
      all = [...all, added]
      return added
    },
    remove: (service) => {
      service.removed = true
      all = all.filter((one) => one !== service)
    },
  }
}
