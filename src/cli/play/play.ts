import { defer, firstValueFrom, from, map, merge, race, share, timer, type Observable } from 'rxjs'
import { createConsumer, type Consumer } from '../../index.js'
import { exitCodes } from '../exit-codes.js'
import type { Feed } from '../feed/feed.js'
import type { Io } from '../io.js'
import { readerGone } from '../terminal/output.js'
import { signals$ } from '../terminal/signals.js'
import { done, refused, type Ending } from './ending.js'
import { tellProgress, type Progress } from './tell-progress.js'
import { timeUp } from './time-up.js'

/** What a command does with a consumer. */
export interface Performance {
  /** Shows what there is, and emits when the user has had enough of it. Kept until everything is closed. */
  readonly view$: Observable<Ending>
  /** Emits when there is nothing more to come. */
  readonly ended$: Observable<Ending>
  /**
   * What is told of the work on the error output, together with troubles; absent where the view tells of them.
   */
  readonly progress?: Progress
  /** True when something of what was asked for has come; by default when there has been a session. */
  readonly came?: () => boolean
}

/** Longest wait for a proper end, in milliseconds. */
const patience = 5_000

const signalled$ = signals$.pipe(map((signal): Ending => ({ exitCode: exitCodes[signal] })))

/**
 * Performs on a feed until there is a reason to end, and leaves properly.
 *
 * @param seconds - time after which it ends; `undefined` for never
 */
export const play = async (
  feed: Feed,
  seconds: number | undefined,
  io: Pick<Io, 'stdout' | 'stderr' | 'env'>,
  perform: (consumer: Consumer) => Performance,
): Promise<Ending> => {
  const consumer = createConsumer(feed.consumer)
  const { view$, ended$, progress, came } = perform(consumer)
  // Not begun anew when it has completed: there is one view.
  const shown$ = defer(() => view$).pipe(share({ resetOnComplete: false, resetOnError: false }))
  const telling = progress === undefined ? undefined : tellProgress(consumer, io, progress).subscribe()
  const told = firstValueFrom(
    merge(
      refused(consumer.events$),
      timeUp(consumer, { seconds, came, told: progress !== undefined }),
      signalled$,
      readerGone(io.stdout).pipe(map(() => done)),
      // Before what is shown is asked for: nothing that it brings about is to be missed.
      shown$,
      ended$,
    ),
    { defaultValue: done },
  )
  // Kept until everything is closed, so that the end is shown too.
  const held = shown$.subscribe({ error: () => undefined })
  try {
    const ending = await told
    telling?.unsubscribe()
    const atOnce$ = merge(shown$, signalled$)
    const left$ = merge(from(consumer.close()), timer(patience)).pipe(map(() => ending))
    return await firstValueFrom(race(left$, atOnce$), { defaultValue: ending })
  } finally {
    telling?.unsubscribe()
    held.unsubscribe()
  }
}
