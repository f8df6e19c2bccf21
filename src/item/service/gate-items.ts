import { ItemError } from '../../errors.js'
import type { StreamMessage } from '../../wire/messages.js'
import { isOpen, readState, type State } from '../../wire/state.js'
import { giveUp } from '../serving/end-stream.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { Recovering } from '../serving/recovering.js'
import { createServiceGate, type ServiceGate } from './service-gate.js'
import { applyServiceStatus } from './service-status.js'
import type { Serving } from '../serving/serving.js'

/** Lets everything through: nothing is known of services. */
const openGate: ServiceGate = {
  mayAsk: () => true,
  answered: () => undefined,
  left: () => undefined,
  holds: () => false,
  stop: () => undefined,
}

/** Makes the gate of a session, through which the items that name a service pass. */
export const gateItems = (serving: Serving, recovering: Recovering): ServiceGate => {
  const { register, requester } = serving
  const { directory, serviceTimeout = Infinity, clock } = register.options
  if (directory === undefined) return openGate
  const gate = createServiceGate({
    directory,
    clock,
    patience: serviceTimeout,
    admit: (stream) => {
      requester.admit(stream)
    },
    takeBack: (stream) => requester.takeBack(stream),
    hold: (stream) => {
      requester.hold(stream)
    },
    suspend: (stream, state) => {
      // It may take for ever, and the others are back.
      recovering.left(stream)
      serving.suspend(stream, state)
    },
    onOverdue: (stream, text) => {
      requester.close(stream)
      gate.left(stream)
      recovering.left(stream)
      const state: State = { stream: 'Closed', data: 'Suspect', code: 'Timeout', text }
      giveUp(
        stream,
        state,
        serving,
        new ItemError('service-unavailable', `${stream.name}: ${text}`, stream.name),
      )
    },
    onStatus: (service, state, named) => {
      applyServiceStatus(service, state, named, serving)
    },
  })
  return gate
}

/**
 * True when a message ends a stream whose item waits for its service to come back: the stream id is free then, and
 * the item goes on waiting, to be asked for anew.
 */
export const endsHeld = (message: StreamMessage, stream: ItemStream, gate: ServiceGate): boolean => {
  if (message.Type !== 'Status' || !gate.holds(stream)) return false
  const state = readState(message.State, undefined)
  return state !== undefined && !isOpen(state) && state.stream !== 'Redirected'
}
