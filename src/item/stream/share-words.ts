import type { Qos } from '../../wire/qos.js'
import type { State } from '../../wire/state.js'
import type { ItemStream } from './item-stream.js'

const sameState = (one: State, other: State | undefined): boolean =>
  one.text === other?.text &&
  one.stream === other.stream &&
  one.data === other.data &&
  one.code === other.code

const sameQos = (one: Qos | undefined, other: Qos | undefined): boolean =>
  one?.timeliness === other?.timeliness &&
  one?.rate === other?.rate &&
  one?.timeInfo === other?.timeInfo &&
  one?.rateInfo === other?.rateInfo

/**
 * Lets an item have what the server said about it in common with the item of its kind that was told something before:
 * nearly all of 100,000 are told the same, and to keep it once saves 170 bytes for each.
 */
export const shareWords = (stream: ItemStream): void => {
  const { told } = stream.kind
  if (sameState(stream.state, told.state)) stream.state = told.state as State
  else told.state = stream.state
  if (sameQos(stream.qos, told.qos)) stream.qos = told.qos
  else told.qos = stream.qos
  // Equal texts are still two of them, until one takes the place of the other.
  if (stream.service === told.service) stream.service = told.service
  else told.service = stream.service
}
