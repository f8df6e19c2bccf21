import { ItemError } from '../../errors.js'
import { updateType } from '../../wire/enums.js'
import { readFault } from '../../wire/fault.js'
import type { RefreshMessage, StatusMessage, StreamMessage, UpdateMessage } from '../../wire/messages.js'
import { isOpen, openOk, openSuspect, readState, type State } from '../../wire/state.js'
import { readQos } from '../../wire/qos.js'
import { endStream, giveUp, serviceOf } from './end-stream.js'
import { applyState, causeOf, close, noteLive } from '../stream/item-health.js'
import type { StatusEvent } from '../item-event.js'
import { noFields, type ItemStream } from '../stream/item-stream.js'
import { contentOf, fieldsOf } from '../stream/message-content.js'
import { refuseReissue } from '../requests/refuse-reissue.js'
import type { Serving } from './serving.js'
import { dropContent, mergeContent, takeRefresh } from '../stream/stream-content.js'

const onRefresh = (stream: ItemStream, message: RefreshMessage, serving: Serving): void => {
  const { clock } = serving.register.options
  const state = readState(message.State, openOk)
  const complete = message.Complete !== false
  const goesOn = isOpen(state) || state.stream === 'NonStreaming'
  const snapshotTaken = state.stream === 'NonStreaming' && complete
  const fields = fieldsOf(message)
  const content = fields === undefined ? contentOf(message) : undefined
  const hasContent = fields !== undefined || content !== undefined
  const qos = readQos(message.Qos ?? message['QOS'])
  const { stale: staleBefore, wasLive } = stream
  takeRefresh(stream, message, fields, content)
  stream.refreshed = true
  stream.partial = !complete
  stream.service = serviceOf(message) ?? stream.service
  if (qos !== undefined) stream.qos = qos
  if (goesOn) applyState(stream, state, clock())
  else if (state.stream === 'Closed') close(stream, state, clock())
  // It is asked for again, or elsewhere: what came with the end of the stream is not live.
  else if (hasContent) stream.suspect(openSuspect(state.text, state.code), clock(), causeOf(state))
  serving.answered(stream, goesOn && !complete)
  const live = goesOn && noteLive(stream)
  // Before anyone is told: a subscriber that leaves at this must not close what the server has ended, and one that
  // subscribes is not to have an image that is over.
  if (!goesOn || snapshotTaken) serving.offWire(stream)
  // Whoever wanted other fields than were asked for gets an image of its own.
  const again = snapshotTaken && stream.kind.snapshot && stream.sinks.some(({ behind }) => behind)
  if (again) dropContent(stream)
  else if (snapshotTaken) serving.register.retire(stream)
  if (goesOn || hasContent) {
    stream.deliver({
      type: 'refresh',
      name: stream.name,
      service: stream.service,
      state: stream.state,
      stale: stream.stale,
      fields: fields ?? noFields,
      ...(content === undefined ? {} : { content }),
      ...(qos === undefined ? {} : { qos }),
      solicited: message.Solicited !== false,
      complete,
      ...(live && wasLive && staleBefore !== false
        ? { recovered: { awayMs: Math.max(0, clock() - staleBefore.since) } }
        : {}),
      message,
    })
    // Of the content they hear nothing, but whether there is trouble is no secret to them.
    if ((stream.stale === false) !== (staleBefore === false)) stream.tellPaused()
  }
  if (snapshotTaken && !again) serving.register.end(stream)
  // All may have left at this, and then there is nobody to ask again for.
  else if (stream.sinks.length === 0) return
  else if (again) serving.requester.ask(stream)
  else if (!goesOn) endStream(stream, state, serving, message)
}

/** An update whose content is no field list, or that has none. */
const onOtherUpdate = (stream: ItemStream, message: UpdateMessage): void => {
  const content = contentOf(message)
  if (content !== undefined && message.DoNotCache !== true) mergeContent(stream, content)
  stream.deliver({
    type: 'update',
    name: stream.name,
    service: stream.service,
    state: stream.state,
    stale: stream.stale,
    fields: noFields,
    ...(content === undefined ? {} : { content }),
    updateType: updateType(message.UpdateType),
    message,
  })
}

const onUpdate = (stream: ItemStream, message: UpdateMessage, serving: Serving): void => {
  if (!stream.refreshed) {
    const { report } = serving.register.options
    report({ event: 'item.dropped', name: stream.name, reason: 'an update came before the refresh' })
    return
  }
  const fields = fieldsOf(message)
  if (fields === undefined) {
    onOtherUpdate(stream, message)
    return
  }
  if (message.DoNotCache !== true) stream.merge(fields)
  stream.deliver({
    type: 'update',
    name: stream.name,
    service: stream.service,
    state: stream.state,
    stale: stream.stale,
    fields,
    updateType: updateType(message.UpdateType),
    message,
  })
}

const onStatus = (stream: ItemStream, message: StatusMessage, serving: Serving): void => {
  const cleared = message.ClearCache === true
  if (cleared) dropContent(stream)
  const news = (): StatusEvent => ({ ...stream.statusEvent(), ...(cleared ? { cleared } : {}) })
  const state = readState(message.State, undefined)
  // Without a state only other attributes change.
  if (state === undefined) {
    if (cleared) stream.deliver(news())
    return
  }
  // Between the parts of a refresh the rest of it is still waited for.
  serving.answered(stream, stream.partial && isOpen(state))
  // A snapshot ends with its last part, and not with a status in between.
  if (isOpen(state) || state.stream === 'NonStreaming') {
    const { clock } = serving.register.options
    applyState(stream, state, clock())
    // Healthy it may be, but there is no image yet that could be live.
    if (!noteLive(stream) && !stream.wasLive && stream.stale === false)
      stream.suspect(stream.state, clock(), { code: state.code, text: 'there is no image yet' })
    stream.deliver(news())
  } else {
    endStream(stream, state, serving, message)
  }
}

/** The server could not read a message of ours about a stream, and nothing else will follow on it. */
const onError = (message: StreamMessage, serving: Serving): void => {
  const fault = readFault(message['Text'])
  const { text } = fault
  const stream = serving.byId.get(message.ID)
  if (stream === undefined) {
    serving.requester.batchNotUnderstood(message.ID)
    return
  }
  const { register } = serving
  serving.answered(stream, false)
  if (stream.refreshed) {
    register.options.report({ event: 'item.error', name: stream.name, text, fault })
    refuseReissue(stream, fault, serving)
    return
  }
  serving.offWire(stream)
  const state: State = { stream: 'Closed', data: 'Suspect', code: 'UsageError', text }
  const words = `the server did not understand the request for ${stream.name}: ${text}`
  giveUp(
    stream,
    state,
    serving,
    new ItemError('request-not-understood', words, stream.name, undefined, fault),
  )
}

/**
 * Takes a message of a session to the item whose it is, by stream id. An id that nobody has belongs to a stream
 * that is over: such a message is late, and dropped.
 */
export const routeMessage = (message: StreamMessage, serving: Serving): void => {
  switch (message.Type) {
    case 'Update': {
      const stream = serving.byId.get(message.ID)
      if (stream !== undefined) onUpdate(stream, message, serving)
      return
    }
    case 'Refresh': {
      const stream = serving.byId.get(message.ID)
      if (stream !== undefined) onRefresh(stream, message, serving)
      return
    }
    case 'Status': {
      const stream = serving.byId.get(message.ID)
      if (stream !== undefined) onStatus(stream, message, serving)
      else serving.requester.batchEnded(message.ID, readState(message.State, openOk))
      return
    }
    case 'Error':
      onError(message, serving)
  }
}
