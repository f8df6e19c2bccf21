import { InjectionToken } from '@angular/core'
import { type Observable, share, timer } from 'rxjs'

/** Milliseconds of a frame. A timer and no animation frame, of which a page that nobody sees has none. */
const frame = 16

/**
 * The next moment at which signals change together. Without it each item would change at a moment of its own, and
 * Angular, which does not wait for frames, would draw for each of them.
 */
export const REDRAW = /* @__PURE__ */ new InjectionToken<Observable<0>>('REDRAW of rx-omm', {
  providedIn: 'root',
  // Who waits may leave for a newer value meanwhile: that must not put the moment off.
  factory: () => timer(frame).pipe(share({ resetOnRefCountZero: false })),
})
