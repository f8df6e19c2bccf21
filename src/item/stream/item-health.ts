import { stateLine, type State } from '../../wire/state.js'
import type { StaleCause } from '../item-event.js'
import type { ItemStream } from './item-stream.js'
import { shareWords } from './share-words.js'

/** Why data is stale, in the words of a state. */
export const causeOf = (state: State): StaleCause => ({
  code: state.code,
  text: state.text === '' ? stateLine(state) : state.text,
})

/** Takes an open state over: data that is Ok is live, `NoChange` and `Unspecified` leave what was. */
export const applyState = (stream: ItemStream, raw: State, now: number): void => {
  takeOver(stream, raw, now)
  shareWords(stream)
}

const takeOver = (stream: ItemStream, raw: State, now: number): void => {
  const state = raw.stream === 'Unspecified' ? { ...raw, stream: stream.state.stream } : raw
  // Half an image is not live, and an Ok without one on this connection says nothing about that of an older one.
  const whole = stream.refreshed && !stream.partial
  switch (state.data) {
    case 'Ok':
      stream.state = state
      if (whole) stream.stale = false
      return
    case 'Suspect':
      stream.suspect(state, now, causeOf(state))
      return
    case 'NoChange':
      stream.state = { ...state, data: whole && stream.stale === false ? 'Ok' : stream.state.data }
  }
}

/** True for the end of an item that is over in good order: its last values stay good. */
export const isWellOver = ({ stream, data, code }: State): boolean =>
  stream === 'Closed' && data === 'Ok' && code === 'None'

/** Takes a final state over. What ends in trouble is not live any more, whatever the server says of its data. */
export const close = (stream: ItemStream, state: State, now: number): void => {
  if (isWellOver(state)) stream.state = state
  else stream.suspect(state, now, causeOf(state))
}

/** True while the values of an item can be trusted: its image came whole on this connection. */
export const isLive = ({ refreshed, partial, stale }: ItemStream): boolean =>
  refreshed && !partial && stale === false

/** Notes that an item is live, if it is: what went wrong before does not count any more. */
export const noteLive = (stream: ItemStream): boolean => {
  const live = isLive(stream)
  if (live) {
    stream.failures = 0
    stream.hops = 0
    stream.wasLive = true
  }
  return live
}
