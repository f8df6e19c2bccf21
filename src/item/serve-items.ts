import { Observable } from 'rxjs'
import { ItemError } from '../errors.js'
import type { Session } from '../session/session.js'
import { domain as readDomain, updateType } from '../wire/enums.js'
import type { Fields, RefreshMessage, StatusMessage, StreamMessage, UpdateMessage, WireMessage } from '../wire/messages.js'
import { cleanText, isOpen, openOk, openSuspect, readState, stateLine, type State } from '../wire/state.js'
import type { StaleCause } from './item-event.js'
import type { ItemStream } from './item-stream.js'
import type { Register } from './items.js'
import { createRequester } from './requester.js'

const noFields: Fields = Object.freeze({})

/** First and longest delay before an item that the server closed for now, or did not answer, is asked for again. */
const askAgain = { base: 1_000, cap: 60_000 }

/** Doubles with each failure in a row. No jitter: items that failed together go out together, in a batch. */
const askAgainDelay = (failures: number): number =>
  Math.min(askAgain.cap, askAgain.base * 2 ** Math.min(failures - 1, 30))

/** Redirects that are followed one after the other before it counts as a loop. */
const mostHops = 3

/** The fields of a message; a server that sends something else there is not worth a crash. */
const fieldsOf = (message: RefreshMessage | UpdateMessage): Fields | undefined => {
  const fields: unknown = message.Fields
  return typeof fields === 'object' && fields !== null ? (fields as Fields) : undefined
}

const causeOf = (state: State): StaleCause => ({
  code: state.code,
  text: state.text === '' ? stateLine(state) : state.text,
})

/**
 * Serves the open items on one session: asks for all of them, routes its messages to them by stream id, and
 * does what their states oblige to. Never emits; lives until it is unsubscribed.
 */
export const serveItems = (session: Session, register: Register): Observable<never> =>
  new Observable((subscriber) => {
    const { clock, report, requestTimeout, pacing } = register.options
    const byId = new Map<number, ItemStream>()
    const startedAt = clock()
    let recovering = 0
    let recovered = 0

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
        requester.askLater(stream, askAgainDelay(stream.failures))
        suspend(stream, openSuspect('the request timed out', 'Timeout'))
      },
      onRefused: (stream, state) => {
        ended(stream, state)
      },
      onTooLarge: (stream, limit) => {
        const text = `the request for the item is larger than the ${limit} bytes that the server accepts`
        register.end(stream, new ItemError('request-too-large', text, stream.name))
      },
    })

    const tellStatus = (stream: ItemStream): void => {
      stream.deliver(stream.statusEvent())
    }

    /** The item is being recovered: by the server, or by us. */
    const suspend = (stream: ItemStream, state: State): void => {
      stream.suspect(state, clock(), causeOf(state))
      tellStatus(stream)
    }

    const noLongerRecovering = (stream: ItemStream): void => {
      if (!stream.recovering) return
      stream.recovering = false
      recovering -= 1
      if (recovering === 0) report({ event: 'items.recovered', count: recovered, durationMs: clock() - startedAt })
    }

    const answered = (stream: ItemStream, more: boolean): void => {
      requester.answered(stream, more)
      if (more) return
      if (stream.recovering) recovered += 1
      noLongerRecovering(stream)
    }

    const offWire = (stream: ItemStream): void => {
      byId.delete(stream.id)
      stream.leaveWire()
    }

    const redirected = (stream: ItemStream, state: State, message: WireMessage): void => {
      const { Key: key } = message
      stream.hops += 1
      if (key === undefined || stream.hops > mostHops) {
        const text = `the item was redirected ${key === undefined ? 'to nowhere' : 'too often'}: ${stateLine(state)}`
        register.end(stream, new ItemError('item-redirected', text, stream.name, state))
        return
      }
      if (typeof key.Name === 'string') stream.wireName = key.Name
      const { wireKind } = stream
      const service = key.Service ?? wireKind.service
      stream.wireKind = register.kindOf({
        domain: message.Domain === undefined ? wireKind.domain : readDomain(message.Domain),
        snapshot: wireKind.snapshot,
        private: wireKind.private || message['Private'] === true,
        ...(service === undefined ? {} : { service }),
        ...(wireKind.nameType === undefined ? {} : { nameType: wireKind.nameType }),
      })
      requester.ask(stream)
    }

    /** The stream is over, by status or refresh. Nothing is sent: the id is free already. */
    const ended = (stream: ItemStream, state: State, message?: WireMessage): void => {
      offWire(stream)
      switch (state.stream) {
        case 'ClosedRecover':
          stream.failures += 1
          requester.askLater(stream, askAgainDelay(stream.failures))
          // The item itself is not over: its subscribers see an open stream whose data is suspect.
          suspend(stream, { ...state, stream: 'Open', data: 'Suspect' })
          return
        case 'Redirected':
          redirected(stream, state, message ?? { ID: 0 })
          return
        default: {
          stream.state = state
          tellStatus(stream)
          const wellOver = state.data === 'Ok' && state.code === 'None'
          const text = `the server closed ${stream.name}: ${stateLine(state)}`
          register.end(stream, wellOver ? undefined : new ItemError('item-closed', text, stream.name, state))
        }
      }
    }

    /** Takes an open state over: data that is Ok is live, `NoChange` changes nothing. */
    const applyState = (stream: ItemStream, state: State): void => {
      switch (state.data) {
        case 'Ok':
          stream.state = state
          // An Ok without an image on this connection says nothing about an image of an older one.
          if (stream.refreshed) stream.stale = false
          return
        case 'Suspect':
          stream.suspect(state, clock(), causeOf(state))
          return
        case 'NoChange':
          stream.state = { ...state, data: stream.state.data }
      }
    }

    const takeImage = (stream: ItemStream, message: RefreshMessage): void => {
      const laterPart = stream.partial && message.PartNumber !== 0
      const clears = !laterPart && message.ClearCache !== false
      if (message.DoNotCache === true) return
      if (clears) stream.image = undefined
      const fields = fieldsOf(message)
      if (fields !== undefined) stream.merge(fields)
    }

    const onRefresh = (stream: ItemStream, message: RefreshMessage): void => {
      const state = readState(message.State, openOk)
      const complete = message.Complete !== false
      const { stale: staleBefore, wasLive } = stream
      takeImage(stream, message)
      stream.refreshed = true
      stream.partial = !complete
      if (message.Key?.Service !== undefined) stream.service = message.Key.Service
      const goesOn = isOpen(state) || state.stream === 'NonStreaming'
      if (goesOn) applyState(stream, state)
      answered(stream, !complete)
      const live = goesOn && complete && stream.stale === false
      if (live) {
        stream.failures = 0
        stream.hops = 0
        stream.wasLive = true
      }
      if (!goesOn && fieldsOf(message) === undefined) {
        ended(stream, state, message)
        return
      }
      stream.deliver({
        type: 'refresh',
        name: stream.name,
        service: stream.service,
        state: stream.state,
        stale: stream.stale,
        fields: fieldsOf(message) ?? noFields,
        solicited: message.Solicited !== false,
        complete,
        ...(live && wasLive && staleBefore !== false ? { recovered: { awayMs: clock() - staleBefore.since } } : {}),
        message,
      })
      if (!goesOn) {
        ended(stream, state, message)
      } else if (state.stream === 'NonStreaming' && complete) {
        offWire(stream)
        register.end(stream)
      }
    }

    const onUpdate = (stream: ItemStream, message: UpdateMessage): void => {
      if (!stream.refreshed) {
        report({ event: 'item.dropped', name: stream.name, reason: 'an update came before the refresh' })
        return
      }
      const fields = fieldsOf(message)
      if (fields !== undefined && message.DoNotCache !== true) stream.merge(fields)
      stream.deliver({
        type: 'update',
        name: stream.name,
        service: stream.service,
        state: stream.state,
        stale: stream.stale,
        fields: fields ?? noFields,
        updateType: updateType(message.UpdateType),
        message,
      })
    }

    const onStatus = (stream: ItemStream, message: StatusMessage): void => {
      const state = readState(message.State, undefined)
      // Without a state only other attributes change.
      if (state === undefined) return
      if (message.ClearCache === true) stream.image = undefined
      answered(stream, false)
      if (isOpen(state)) {
        applyState(stream, state)
        tellStatus(stream)
      } else {
        ended(stream, state, message)
      }
    }

    const onError = (message: StreamMessage): void => {
      const text = cleanText(message['Text'])
      const stream = byId.get(message.ID)
      if (stream === undefined) {
        requester.batchNotUnderstood(message.ID)
      } else if (stream.refreshed) {
        requester.answered(stream, false)
        report({ event: 'item.error', name: stream.name, text })
      } else {
        answered(stream, false)
        offWire(stream)
        const words = `the server did not understand the request for ${stream.name}: ${text}`
        register.end(stream, new ItemError('request-not-understood', words, stream.name))
      }
    }

    const dispatch = (message: StreamMessage): void => {
      // An id that nobody has belongs to a stream that is over: such a message is late, and dropped.
      switch (message.Type) {
        case 'Update': {
          const stream = byId.get(message.ID)
          if (stream !== undefined) onUpdate(stream, message)
          return
        }
        case 'Refresh': {
          const stream = byId.get(message.ID)
          if (stream !== undefined) onRefresh(stream, message)
          return
        }
        case 'Status': {
          const stream = byId.get(message.ID)
          if (stream !== undefined) onStatus(stream, message)
          else requester.batchEnded(message.ID, readState(message.State, openOk))
          return
        }
        case 'Error':
          onError(message)
      }
    }

    for (const stream of register.all()) {
      stream.wireName = stream.name
      stream.wireKind = stream.kind
      stream.hops = 0
      if (stream.stale !== false) {
        stream.recovering = true
        recovering += 1
      }
      requester.ask(stream)
    }
    register.setService({
      ask: requester.ask,
      widen: (stream) => {
        // One that waits to be asked for goes out with its new view anyway.
        if (stream.id !== 0) requester.reissue(stream)
      },
      release: (stream) => {
        requester.close(stream)
        noLongerRecovering(stream)
      },
    })
    subscriber.add(() => {
      register.setService(undefined)
      requester.stop()
      byId.clear()
    })
    subscriber.add(session.messages$.subscribe(dispatch))
  })
