import { filter, map, type Observable } from 'rxjs'
import { exitCodes } from '../exit-codes.js'
import { ctrlC } from '../terminal/keys.js'
import { done, type Ending } from './ending.js'

/** Ctrl-C ends a command as it does where the terminal makes a signal of it. */
const interrupted: Ending = { exitCode: exitCodes.SIGINT }

/** Emits when a key is pressed that ends what is shown. */
export const quitBy = (pressed$: Observable<string>): Observable<Ending> =>
  pressed$.pipe(
    filter((key) => key === 'q' || key === ctrlC),
    map((key) => (key === ctrlC ? interrupted : done)),
  )
