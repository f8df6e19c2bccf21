import { BehaviorSubject, Observable, Subject, distinctUntilChanged } from 'rxjs'
import { UsageError, type OmmError } from '../errors.js'
import type { Session } from '../session/session.js'
import type { Clock } from '../time/clock.js'
import type { StreamMessage } from '../wire/messages.js'
import { stateLine, type State } from '../wire/state.js'
import { applyDirectory, noServices } from './apply-directory.js'
import type { DirectoryChange } from './directory-change.js'
import { eventOf, type DirectoryEvent } from './directory-event.js'
import { directoryStream } from './directory-stream.js'
import type { ServiceLookup } from './service-lookup.js'
import { servicesOf, type Services, type ServicesStale } from './services.js'

/** What the directory of a consumer needs. Times are in milliseconds. */
export interface DirectoryOptions {
  readonly clock: Clock
  readonly requestTimeout: number
  readonly report: (event: DirectoryEvent) => void
}

/** The source directory of a consumer, over all its sessions. */
export interface Directory extends ServiceLookup {
  /** The present services, once they are known, and then every change. */
  readonly services$: Observable<Services>
  /** Whether anyone subscribes to the services; replays. */
  readonly busy$: Observable<boolean>
  /** Follows the directory on a session, as soon as somebody needs it. */
  serve(session: Session): Observable<never>
  /** There is no session: the services are stale. */
  outage(cause: OmmError): void
  /** Ends the subscribers with an error. */
  fail(cause: OmmError): void
  /** Completes the subscribers, and refuses new ones. */
  close(): void
}

const causeOf = (state: State): ServicesStale['cause'] => ({
  code: state.code,
  text: state.text === '' ? stateLine(state) : state.text,
})

/** Creates the directory of a consumer. Nothing is asked for before somebody needs it. */
export const createDirectory = (options: DirectoryOptions): Directory => {
  const { clock, report } = options
  const changes = new Subject<readonly DirectoryChange[]>()
  const busy = new BehaviorSubject(false)
  let audience = new Subject<Services>()
  let subscribers = 0
  let closed = false
  let image = noServices
  let services = servicesOf(image.services, false)
  /** The server has answered at some time, or will not: there is something to show. */
  let shown = false
  let standing: ReturnType<ServiceLookup['standing']> = 'asked'
  let open: (() => void) | undefined
  /** Nobody has been told yet why the services are stale. */
  let untold = false

  const show = (): void => {
    shown = true
    audience.next(services)
  }

  const stale = (cause: ServicesStale['cause']): void => {
    const since = services.stale === false ? clock() : services.stale.since
    services = { ...services, stale: { since, cause } }
  }

  const told = (news: readonly DirectoryChange[]): void => {
    for (const change of news) report(eventOf(change))
    changes.next(news)
  }

  const onMessage = (message: StreamMessage, state: State | undefined): void => {
    const before = services
    const reading = applyDirectory(image, message)
    // In the middle of a refresh the services are neither the old nor the new ones.
    const whole = reading.image.told === undefined
    const answered = message.Type === 'Refresh' && whole
    if (answered) standing = 'known'
    if (reading.image !== image)
      services = servicesOf(reading.image.services, answered ? false : services.stale)
    image = reading.image
    if (state?.data === 'Suspect') stale(causeOf(state))
    // Before its first whole answer on a session the directory has said nothing of its health.
    else if (state?.data === 'Ok' && standing === 'known' && services.stale !== false)
      services = { ...services, stale: false }
    if (services === before) return
    untold = false
    if (whole && (answered || shown)) show()
    told(reading.changes)
  }

  const unavailable = (state: State): void => {
    standing = 'unavailable'
    report({ event: 'directory.unavailable', state })
    stale(causeOf(state))
    untold = false
    show()
    told([])
  }

  const lost = (state: State): void => {
    image = { services: image.services }
    stale(causeOf(state))
    show()
  }

  const serve = (session: Session): Observable<never> =>
    new Observable((subscriber) => {
      const { requestTimeout } = options
      let isOpen = false
      image = { services: image.services }
      open = () => {
        if (isOpen) return
        isOpen = true
        const handlers = { onMessage, onLost: lost, onUnavailable: unavailable }
        subscriber.add(directoryStream(session, { clock, requestTimeout, ...handlers }).subscribe(subscriber))
      }
      subscriber.add(() => {
        open = undefined
        standing = 'asked'
        if (services.stale !== false) return
        // For those who come later; those who are there hear why in a moment.
        untold = true
        stale({ code: 'None', text: 'there is no session' })
      })
      if (subscribers > 0) open()
    })

  const leave = (): void => {
    subscribers -= 1
    if (subscribers === 0) busy.next(false)
  }

  /** Whoever subscribes in answer to the end of the others belongs to those who come after. */
  const dismiss = (): Subject<Services> => {
    const dismissed = audience
    audience = new Subject()
    return dismissed
  }

  return {
    need: () => open?.(),
    standing: () => standing,
    find: (service) =>
      typeof service === 'number' ? services.byNumber.get(service) : services.byName.get(service),
    changes$: changes,
    services$: new Observable((subscriber) => {
      if (closed) {
        subscriber.error(new UsageError('consumer-closed', 'the consumer is closed'))
        return
      }
      subscribers += 1
      subscriber.add(leave)
      if (shown) subscriber.next(services)
      subscriber.add(audience.subscribe(subscriber))
      if (subscriber.closed) return
      busy.next(true)
      open?.()
    }),
    busy$: busy.pipe(distinctUntilChanged()),
    serve,
    outage: (cause) => {
      if (services.stale !== false && !untold) return
      untold = false
      stale({ code: cause.code, text: cause.message, error: cause })
      if (shown) show()
    },
    fail: (cause) => {
      dismiss().error(cause)
    },
    close: () => {
      closed = true
      dismiss().complete()
    },
  }
}
