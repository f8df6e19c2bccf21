import { catchError, map, tap, type Observable } from 'rxjs'
import {
  chainFields,
  ItemError,
  toChain,
  toMembers,
  type Chain,
  type ChainProblem,
  type Consumer,
  type Members,
} from '../../index.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import type { ListWish } from './options.js'

/** A list or a chain, as far as it is shown. */
export interface Listed extends Pick<Members, 'added' | 'removed' | 'stale'> {
  readonly members: ReadonlyMap<string, unknown>
  readonly moved: readonly string[]
  readonly problems: readonly ChainProblem[]
  /** There is no more to come. */
  readonly complete: boolean
}

/** How many records of a chain are asked for ahead: most chains are there at once, then. */
const ahead = 8
/** How long a change of a chain waits for what belongs to it, in milliseconds. */
const settle = 50

const isMissing = (error: unknown): error is ItemError =>
  error instanceof ItemError && (error.state?.code === 'NotFound' || error.code === 'request-not-understood')

/** The list as a symbol list, as a chain, or, where the user leaves it open, as the one that there is. */
export const openList = (
  consumer: Consumer,
  { list, service, domain, snapshot }: ListWish,
): Observable<Listed> => {
  const how = { ...(service === undefined ? {} : { service }), snapshot: snapshot === true }
  const symbolList$ = consumer.item(list, { ...how, domain: domain ?? 'SymbolList' }).pipe(
    toMembers(),
    map((members): Listed => ({ ...members, moved: [], problems: [] })),
  )

  const open = (name: string) => consumer.item(name, { ...how, view: chainFields })
  const isNone = ({ problems }: Chain): boolean =>
    problems.some(({ record, code }) => record === list && code === 'no-chain')
  /** The list as a chain; fails with this error where it is none. */
  const chain$ = (none: Error): Observable<Listed> =>
    open(list).pipe(
      toChain(open, { ahead, settle }),
      tap((chain) => {
        if (isNone(chain)) throw none
      }),
      map((chain) => ({ ...chain, complete: chain.pending.length === 0 })),
    )

  if (domain === 'MarketPrice')
    return chain$(new Fault(`${list} is no chain: it has no links`, exitCodes.failed))
  if (domain !== undefined) return symbolList$
  return symbolList$.pipe(
    catchError((missing: unknown) => {
      if (!isMissing(missing)) throw missing
      // What the user is told of is what was asked for first.
      return chain$(missing).pipe(
        catchError(() => {
          throw missing
        }),
      )
    }),
  )
}
