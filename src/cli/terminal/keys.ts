import type { ReadStream } from 'node:tty'
import { Observable } from 'rxjs'

/** What Ctrl-C sends while keys are read one by one: the terminal makes no signal of it then. */
export const ctrlC = '\u0003'

/** What terminals send for keys without a character. */
const specialKeys: Readonly<Record<string, string>> = {
  '\u001b[A': 'up',
  '\u001bOA': 'up',
  '\u001b[B': 'down',
  '\u001bOB': 'down',
  '\u001b[5~': 'page up',
  '\u001b[6~': 'page down',
  '\u001b[H': 'home',
  '\u001bOH': 'home',
  '\u001b[1~': 'home',
  '\u001b[F': 'end',
  '\u001bOF': 'end',
  '\u001b[4~': 'end',
}

/** A sequence of a special key, whose letters nobody meant, or a character. */

const typedKey = /\u001b(?:\[[\d;]*[~A-Za-z]|O[A-Za-z])?|[^\u001b]/gu

/**
 * Keys as they are pressed, each a character, or the name of a key without one: `up`, `page down`, `home`. Other special
 * keys are left out. The terminal shows none of them; it is as before when the last subscriber leaves.
 */
export const keysOf = (stdin: ReadStream): Observable<string> =>
  new Observable((subscriber) => {
    const onData = (data: Buffer): void => {
      for (const [typed] of data.toString('utf8').matchAll(typedKey)) {
        const key = typed.startsWith('\u001b') ? specialKeys[typed] : typed
        if (key !== undefined) subscriber.next(key)
      }
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
