import { ItemError } from '../../errors.js'
import { domain as readDomain } from '../../wire/enums.js'
import type { WireMessage } from '../../wire/messages.js'
import { openSuspect, stateLine, type State } from '../../wire/state.js'
import { close, isWellOver } from '../stream/item-health.js'
import { kindOptions } from '../asking/item-kind.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { Serving } from './serving.js'

/** First and longest delay before an item that the server closed for now, or did not answer, is asked for again. */
const askAgain = { base: 1_000, cap: 60_000 }

/**
 * Delay before the next request for an item, in milliseconds: doubles with each failure in a row. No jitter: items
 * that failed together go out together, in a batch.
 */
export const askAgainDelay = (failures: number): number =>
  Math.min(askAgain.cap, askAgain.base * 2 ** Math.min(failures - 1, 30))

/** Redirects that are followed one after the other before it counts as a loop. */
const mostHops = 3

const nameOrNumber = (raw: unknown): string | number | undefined =>
  typeof raw === 'string' || typeof raw === 'number' ? raw : undefined

/** The codes by which a server refuses views as such, and not the item. */
const noViews: readonly string[] = ['UnsupportedViewType', 'NoBatchViewSupportInReq']

/** Key of a message as an object, whatever came. */
const keyOf = (message: WireMessage): NonNullable<WireMessage['Key']> | undefined => {
  const key: unknown = message.Key
  return typeof key === 'object' && key !== null ? (key as NonNullable<WireMessage['Key']>) : undefined
}

/** Service that a message names, if it does. */
export const serviceOf = (message: WireMessage): string | number | undefined =>
  nameOrNumber(keyOf(message)?.Service)

/** Ends an item for good: its last event tells how, also to those who hear no error of a single item. */
export const giveUp = (stream: ItemStream, state: State, serving: Serving, error?: ItemError): void => {
  // The last values are not live any more, and the last event must not say that they are.
  close(stream, state, serving.register.options.clock())
  stream.deliver(stream.statusEvent())
  serving.register.end(stream, error)
}

/** Asks for the item under the key that the server gives; members that are missing there stay as they were. */
const redirect = (stream: ItemStream, state: State, message: WireMessage, serving: Serving): void => {
  const { register, requester } = serving
  const key = keyOf(message)
  const isPrivate = message['Private'] === true
  stream.hops += 1
  if ((key === undefined && !isPrivate) || stream.hops > mostHops) {
    const text = `the item was redirected ${stream.hops > mostHops ? 'too often' : 'to nowhere'}: ${stateLine(state)}`
    giveUp(stream, state, serving, new ItemError('item-redirected', text, stream.name, state))
    return
  }
  const { wireKind } = stream
  const service = serviceOf(message) ?? wireKind.service
  const nameType = nameOrNumber(key?.NameType) ?? wireKind.nameType
  if (typeof key?.Name === 'string') stream.wireName = key.Name
  stream.wireKind = register.kindOf({
    ...kindOptions(wireKind),
    domain: message.Domain === undefined ? wireKind.domain : readDomain(message.Domain),
    private: wireKind.private || isPrivate,
    ...(service === undefined ? {} : { service }),
    ...(nameType === undefined ? {} : { nameType }),
  })
  requester.ask(stream)
  // Values that were live belong to a stream that is no more.
  if (stream.wasLive) serving.suspend(stream, openSuspect(state.text, state.code))
}

/**
 * Does what the end of a stream obliges to, by status or refresh: asks again later, asks elsewhere, or ends the
 * item. Nothing is sent about the old stream: its id is free already.
 *
 * @param message - the message that ended it; absent when a batch was refused as a whole
 */
export const endStream = (
  stream: ItemStream,
  state: State,
  serving: Serving,
  message: WireMessage = { ID: 0 },
): void => {
  serving.offWire(stream)
  switch (state.stream) {
    case 'ClosedRecover':
      stream.failures += 1
      serving.requester.askLater(stream, askAgainDelay(stream.failures))
      // The item itself is not over: its subscribers see an open stream whose data is suspect.
      serving.suspend(stream, { ...state, stream: 'Open', data: 'Suspect' })
      return
    case 'Redirected':
      redirect(stream, state, message, serving)
      return
    default: {
      if (noViews.includes(state.code) && stream.terms.view !== undefined) {
        // So all fields are asked for, and each subscriber still gets its own.
        stream.allFields = true
        serving.requester.ask(stream)
        if (stream.wasLive) serving.suspend(stream, openSuspect(state.text, state.code))
        return
      }
      const text = `the server closed ${stream.name}: ${stateLine(state)}`
      const error = new ItemError('item-closed', text, stream.name, state)
      giveUp(stream, state, serving, isWellOver(state) ? undefined : error)
    }
  }
}
