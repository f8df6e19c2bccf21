import type { Observable, Subscription } from 'rxjs'

/** Hears when to pause and when to go on. An end, or an error, leaves things as they are. */
export const followPause = (
  pauseWhile: Observable<boolean>,
  pause: (paused: boolean) => void,
): Subscription =>
  pauseWhile.subscribe({
    next: pause,
    // Told in the options: what decides about pauses is no part of the item, and cannot end it.
    error: () => undefined,
  })
