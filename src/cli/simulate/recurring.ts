import { EMPTY, ignoreElements, interval, merge, type Observable, tap } from 'rxjs'
import type { Simulator } from '../../simulator/index.js'
import type { SimulateWish } from './options.js'

const every = (seconds: number | undefined, act: () => void): Observable<never> =>
  seconds === undefined ? EMPTY : interval(seconds * 1000).pipe(tap(act), ignoreElements())

/** Does what is to happen again and again, while subscribed to. */
export const recurring = (wish: SimulateWish, simulator: Simulator): Observable<never> =>
  merge(
    every(wish['drop-every'], () => {
      simulator.drop()
    }),
    every(wish['log-out-every'], () => {
      simulator.closeLogin()
    }),
    every(wish.unsolicited, () => {
      const names = new Set(simulator.connections.flatMap(({ streams }) => [...streams.keys()]))
      for (const name of names) simulator.refreshItem(name)
    }),
  )
