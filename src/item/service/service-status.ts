import type { Service } from '../../directory/service.js'
import type { State } from '../../wire/state.js'
import { endStream } from '../serving/end-stream.js'
import { applyState, noteLive } from '../stream/item-health.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { Serving } from '../serving/serving.js'

/** An item without a service of its own, of which the server has told that it comes from this one. */
const isFrom = (stream: ItemStream, { name, number }: Service): boolean =>
  stream.wireKind.service === undefined &&
  stream.refreshed &&
  stream.service !== undefined &&
  (stream.service === name || stream.service === number)

const tellOne = (stream: ItemStream, state: State, serving: Serving): void => {
  switch (state.stream) {
    case 'Closed':
    case 'ClosedRecover':
      endStream(stream, state, serving)
      return
    case 'Open':
    case 'Unspecified':
      applyState(stream, state, serving.register.options.clock())
      noteLive(stream)
      stream.deliver(stream.statusEvent())
      return
    default:
    // Nothing that could hold for all items of a service.
  }
}

/**
 * Does to every open item of a service what a status of its own would do.
 *
 * @param named - those that name the service; those that came from the default service are found here
 */
export const applyServiceStatus = (
  service: Service,
  state: State,
  named: readonly ItemStream[],
  serving: Serving,
): void => {
  const unnamed = [...serving.register.all()].filter((stream) => isFrom(stream, service))
  // Whoever is told may leave, and take others along.
  for (const stream of [...named, ...unnamed]) if (stream.id !== 0) tellOne(stream, state, serving)
}
