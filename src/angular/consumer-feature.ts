import type { InjectionToken } from '@angular/core'
import type { Consumer } from '../index.js'

/** What {@link provideConsumer} does besides: made by one of the functions that begin with `with`. */
export interface ConsumerFeature {
  /** The token that the consumer is provided under. */
  readonly token?: InjectionToken<Consumer>
  /** Runs in an injection context when the consumer has been made. */
  readonly setUp?: (consumer: Consumer) => void
}
