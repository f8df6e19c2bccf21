/**
 * What a test of an application needs: virtual time with the real library and the simulator in it, a fake consumer,
 * events and images to give to it, and a look at what was left open. Needs no particular test runner.
 *
 * @packageDocumentation
 */

// Virtual time
export { runWithSimulator } from './stage/run-with-simulator.js'
export type { Stage } from './stage/stage.js'
export type { Identity, StageOptions } from './stage/stage-options.js'
export { runVirtual } from './virtual/run-virtual.js'
export type { Expectation, VirtualOptions, VirtualTime } from './virtual/virtual-time.js'
export type { Watched } from './virtual/watch.js'

// A consumer without a server
export { fakeConsumer, type FakeConsumer } from './fake/fake-consumer.js'
export type { FakeItem, FakeOptions } from './fake/fake-options.js'

// What is still subscribed to
export { LeakError } from './leaks/leak-error.js'
export { expectNoLeaks, leaksOf } from './leaks/leaks-of.js'
export { trackConsumer, type TrackedConsumer } from './leaks/track-consumer.js'
export type { Tracked, Use } from './leaks/use.js'

// Events
export { closedEvent, refreshEvent, staleEvent, statusEvent, updateEvent } from './build/events.js'
export { closedItem } from './build/closed-item.js'
export { mapContent } from './build/map-content.js'
export { staleBecause, type Because } from './build/stale-because.js'

// What operators make of them
export { bookOf, type BookParts, type Level } from './build/book-of.js'
export { imageOf } from './build/image-of.js'
export { chainOf } from './build/chain-of.js'
export { membersOf } from './build/members-of.js'

// What else a consumer tells
export { errorOf, type ErrorDetails, type ErrorOf } from './build/error-of.js'
export { readyState, waitingState, type StateOf } from './build/states.js'
export { serviceOf, servicesOf } from './build/services-of.js'
