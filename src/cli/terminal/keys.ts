import type { ReadStream } from 'node:tty'
import { Observable } from 'rxjs'

/** What Ctrl-C sends while keys are read one by one: the terminal makes no signal of it then. */
export const ctrlC = '\u0003'

/**
 * Keys as they are pressed, each a character, special keys left out. The terminal shows none of them; it is as
 * before when the last subscriber leaves.
 */
export const keysOf = (stdin: ReadStream): Observable<string> =>
  new Observable((subscriber) => {
    const onData = (data: Buffer): void => {
      const typed = data.toString('utf8')
      // An arrow or a function key is a sequence whose letters nobody meant.
      if (typed.startsWith('\u001b')) return
      for (const key of typed) subscriber.next(key)
    }
    stdin.setRawMode(true)
    stdin.on('data', onData)
    stdin.resume()
    return () => {
      stdin.off('data', onData)
      stdin.setRawMode(false)
      stdin.pause()
    }
  })
