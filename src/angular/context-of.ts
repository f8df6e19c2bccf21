import { Injector, assertInInjectionContext, assertNotInReactiveContext, inject } from '@angular/core'
import type { Consumer } from '../index.js'
import { CONSUMER } from './consumer-token.js'
import type { InjectOptions } from './item-signal.js'

/** What a helper works with. */
export interface Context<O> {
  readonly injector: Injector
  readonly consumer: Consumer
  /** The options that say something else. */
  readonly rest: Omit<O, keyof InjectOptions>
}

/**
 * Finds out what a helper works with.
 *
 * @param helper - the function that was called, for the message where it may not be called
 */
export const contextOf = <O extends InjectOptions>(
  helper: Parameters<typeof assertInInjectionContext>[0],
  { injector: given, consumer: token = CONSUMER, ...rest }: O,
): Context<O> => {
  assertNotInReactiveContext(
    helper,
    'It would subscribe anew each time. Call it once, and read its signal there.',
  )
  if (given === undefined) assertInInjectionContext(helper)
  const injector = given ?? inject(Injector)
  return { injector, consumer: injector.get(token), rest }
}
