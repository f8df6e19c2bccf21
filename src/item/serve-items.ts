import { Observable } from 'rxjs'
import { ItemError } from '../errors.js'
import type { Session } from '../session/session.js'
import { openSuspect, type State } from '../wire/state.js'
import { askAgainDelay, endStream, giveUp } from './end-stream.js'
import { causeOf } from './item-health.js'
import type { ItemStream } from './item-stream.js'
import type { Register } from './register.js'
import { countRecovering } from './recovering.js'
import { createRequester } from './requester.js'
import { routeMessage } from './route-message.js'
import type { Serving } from './serving.js'

/**
 * Serves the open items on one session: asks for all of them, routes its messages to them by stream id, and
 * does what their states oblige to. Never emits; lives until it is unsubscribed.
 */
export const serveItems = (session: Session, register: Register): Observable<never> =>
  new Observable((subscriber) => {
    const { clock, report, requestTimeout, pacing } = register.options
    const byId = new Map<number, ItemStream>()
    const recovering = countRecovering(clock, report)

    const requester = createRequester({
      login: session.login,
      send: (message) => {
        session.send(message)
      },
      byId,
      pacing,
      requestTimeout,
      clock,
      onTimeout: (stream) => {
        stream.failures += 1
        report({ event: 'item.timeout', name: stream.name, attempt: stream.failures })
        requester.close(stream)
        // Once more in a batch, then alone: a name that spoils its batch without a sign must not starve the others.
        requester.askLater(stream, askAgainDelay(stream.failures), stream.failures > 1)
        serving.suspend(stream, openSuspect('the request timed out', 'Timeout'))
      },
      onRefused: (stream, state) => {
        serving.answered(stream, false)
        endStream(stream, state, serving)
      },
      onTooLarge: (stream, limit) => {
        const text = `the request for the item is larger than the ${limit} bytes that the server accepts`
        recovering.left(stream)
        const state: State = { stream: 'Closed', data: 'Suspect', code: 'InvalidArgument', text }
        giveUp(stream, state, serving, new ItemError('request-too-large', text, stream.name))
      },
    })

    const serving: Serving = {
      register,
      requester,
      byId,
      answered: (stream, more) => {
        requester.answered(stream, more)
        if (!more) recovering.answered(stream)
      },
      offWire: (stream) => {
        byId.delete(stream.id)
        stream.leaveWire()
      },
      suspend: (stream, state) => {
        stream.suspect(state, clock(), causeOf(state))
        stream.deliver(stream.statusEvent())
      },
    }

    for (const stream of register.all()) {
      stream.leaveWire()
      stream.wireName = stream.name
      stream.wireKind = stream.kind
      stream.hops = 0
      if (stream.stale !== false) recovering.add(stream)
      requester.ask(stream)
    }
    register.setService({
      ask: (stream) => {
        requester.ask(stream)
      },
      widen: (stream) => {
        // One that waits to be asked for goes out with its new view anyway.
        if (stream.id !== 0) requester.reissue(stream)
      },
      release: (stream) => {
        requester.close(stream)
        recovering.left(stream)
      },
    })
    subscriber.add(() => {
      register.setService(undefined)
      requester.stop()
      byId.clear()
    })
    subscriber.add(
      session.messages$.subscribe({
        next: (message) => {
          routeMessage(message, serving)
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
      }),
    )
  })
