import { DestroyRef, type Signal, inject, signal } from '@angular/core'

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** The time in milliseconds since 1970, told so often that what moves with it moves smoothly, or once a second. */
export const injectNow = (intervalMs = 100): Signal<number> => {
  const now = signal(Date.now())
  const timer = setInterval(() => now.set(Date.now()), calm() ? 1_000 : intervalMs)
  inject(DestroyRef).onDestroy(() => clearInterval(timer))
  return now.asReadonly()
}
