import { Observable } from 'rxjs'

/** Pauses while an observable says so. */
export type PauseWhile = (paused$: Observable<boolean>) => Observable<never>

/**
 * Puts several opinions on whether to pause together: paused while any of them says so.
 *
 * @param apply - called when the sum of them changes
 */
export const pauseAll = (apply: (paused: boolean) => void): PauseWhile => {
  let saying = 0
  const count = (by: number): void => {
    const before = saying
    saying += by
    if (before > 0 !== saying > 0) apply(saying > 0)
  }
  return (paused$) =>
    new Observable((subscriber) => {
      let paused = false
      const say = (next: boolean): void => {
        if (next === paused) return
        paused = next
        count(next ? 1 : -1)
      }
      subscriber.add(() => {
        say(false)
      })
      subscriber.add(
        paused$.subscribe({
          next: say,
          error: (error: unknown) => {
            subscriber.error(error)
          },
          // Its last word goes on to count: no `complete`.
        }),
      )
    })
}
