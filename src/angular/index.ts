/**
 * Items as signals of Angular. Works with and without zone.js, and opens nothing while a page is rendered on a server.
 *
 * @packageDocumentation
 */

// Providing a consumer
export { provideConsumer } from './provide-consumer.js'
export { CONSUMER } from './consumer-token.js'
export type { ConsumerFeature } from './consumer-feature.js'
export { withEvents } from './with-events.js'
export { withPausedWhenHidden } from './with-paused-when-hidden.js'
export { withSetup } from './with-setup.js'
export { withToken } from './with-token.js'

// Signals
export { injectImage } from './inject-image.js'
export { injectImages } from './inject-images.js'
export { injectItem } from './inject-item.js'
export { injectItems } from './inject-items.js'
export type { Followed, InjectOptions, ItemSignal, PipeOptions, SignalOptions } from './item-signal.js'
export type { Health, ItemState, ItemStateOf } from './item-state.js'

// The consumer itself
export { injectConsumer } from './inject-consumer.js'
export { injectConsumerState } from './inject-consumer-state.js'
