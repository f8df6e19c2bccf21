import { Observable } from 'rxjs'
import { ItemError } from '../../errors.js'
import type { Session } from '../../session/session.js'
import { openSuspect, type State } from '../../wire/state.js'
import { askAgainDelay, endStream, giveUp } from './end-stream.js'
import { endsHeld, gateItems } from '../service/gate-items.js'
import { causeOf } from '../stream/item-health.js'
import type { Register } from '../register.js'
import { countRecovering } from './recovering.js'
import { createRequester } from '../requests/requester.js'
import { pauseSession } from './pause-session.js'
import { routeMessage } from './route-message.js'
import type { Serving } from './serving.js'
import { StreamTable } from '../stream/stream-table.js'
import { termsOf } from '../stream/terms-of.js'

/**
 * Serves the open items on one session: asks for all of them, routes its messages to them by stream id, and
 * does what their states oblige to. Never emits; lives until it is unsubscribed.
 */
export const serveItems = (session: Session, register: Register): Observable<never> =>
  new Observable((subscriber) => {
    const { clock, report, requestTimeout, pacing } = register.options
    const byId = new StreamTable()
    const recovering = countRecovering(clock, report)

    const requester = createRequester({
      login: session.login,
      send: (message) => {
        session.send(message)
      },
      takeIds: (count) => session.takeIds(count),
      termsOf: (stream) => termsOf(stream, session.login, register.intern),
      byId,
      pacing,
      requestTimeout,
      clock,
      mayAsk: (stream) => gate.mayAsk(stream),
      onTimeout: (stream) => {
        stream.failures += 1
        requester.close(stream)
        gate.left(stream)
        // Once more in a batch, then alone: a name that spoils its batch without a sign must not starve the others.
        requester.askLater(stream, askAgainDelay(stream.failures), stream.failures > 1)
        // Whoever hears of it may leave the item, and it must not be asked for after that.
        report({ event: 'item.timeout', name: stream.name, attempt: stream.failures })
        serving.suspend(stream, openSuspect('the request timed out', 'Timeout'))
      },
      onRefused: (stream, state) => {
        serving.answered(stream, false)
        endStream(stream, state, serving)
      },
      onTooLarge: (stream, limit) => {
        const text = `the request for the item is larger than the ${limit} bytes that the server accepts`
        gate.left(stream)
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
        gate.answered(stream, more)
        if (!more) recovering.answered(stream)
      },
      offWire: (stream) => {
        // What was asked for on its id, or is about to be, has no answer now.
        requester.takeBack(stream)
        requester.hold(stream)
        gate.left(stream)
        byId.delete(stream.id)
        stream.leaveWire()
      },
      suspend: (stream, state) => {
        stream.suspect(state, clock(), causeOf(state))
        stream.deliver(stream.statusEvent())
      },
    }

    const gate = gateItems(serving, recovering)

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
      reissue: (stream, refresh) => {
        // One that waits to be asked for goes out with everything anyway.
        if (stream.id !== 0 && !gate.holds(stream)) requester.reissue(stream, refresh)
      },
      pauseAll: (paused) => {
        pauseSession(session, register, paused)
      },
      exact: (wanted) => {
        session.exactFor(wanted ? (id) => byId.get(id)?.exact === true : undefined)
      },
      streamAt: (id) => byId.get(id),
      release: (stream) => {
        requester.close(stream)
        gate.left(stream)
        recovering.left(stream)
      },
    })
    subscriber.add(() => {
      register.setService(undefined)
      gate.stop()
      requester.stop()
      byId.clear()
    })
    subscriber.add(
      session.messages$.subscribe({
        next: (message) => {
          const held = message.Type === 'Status' ? byId.get(message.ID) : undefined
          if (held !== undefined && endsHeld(message, held, gate)) {
            byId.delete(held.id)
            held.leaveWire()
          } else {
            routeMessage(message, serving)
          }
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
      }),
    )
  })
