import { type Signal, computed } from '@angular/core'
import type { Followed } from './item-signal.js'
import { same } from './same.js'

/** What is followed, as a signal that changes only where it means something else. */
export const followed = <T>(value: Followed<T>): Signal<T> =>
  // A function cannot be told from a T that is one; nothing that is followed here is a function.
  computed(typeof value === 'function' ? (value as () => T) : () => value, { equal: same })
