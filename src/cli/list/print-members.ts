import { asyncScheduler, ignoreElements, tap, type Observable } from 'rxjs'
import type { Members } from '../../index.js'
import { inColumns } from '../terminal/in-columns.js'
import { printable, printableJson } from '../terminal/printable.js'

/** How the members are printed. */
export interface MembersPrint {
  readonly stdout: NodeJS.WriteStream
  /** As JSON, a line for each change. */
  readonly json: boolean
}

const asText = ({ members, added, removed }: Members, first: boolean, width: number): readonly string[] =>
  first
    ? [`${members.size} members`, ...inColumns([...members.keys()], width)]
    : [...removed.map((name) => printable(`- ${name}`)), ...added.map((name) => printable(`+ ${name}`))]

const asJson = ({ members, added, removed }: Members, first: boolean, t: number): readonly string[] =>
  first
    ? [printableJson({ t, type: 'list', count: members.size, names: [...members.keys()] })]
    : [
        ...removed.map((name) => printableJson({ t, type: 'removed', name })),
        ...added.map((name) => printableJson({ t, type: 'added', name })),
      ]

/** Prints the members once they are all in, and then who comes and who goes. */
export const printMembers = (
  members$: Observable<Members>,
  { stdout, json }: MembersPrint,
): Observable<never> => {
  const start = asyncScheduler.now()
  let listed = false
  let stale = false
  const write = (line: string): void => {
    if (stdout.writable) stdout.write(`${line}\n`)
  }
  const tellHealth = (members: Members, t: number): void => {
    if ((members.stale !== false) === stale) return
    stale = members.stale !== false
    const cause = members.stale === false ? '' : members.stale.cause.text
    if (json) write(printableJson({ t, type: stale ? 'stale' : 'live', ...(stale ? { cause } : {}) }))
    else write(printable(stale ? `! stale: ${cause}` : '! live again'))
  }
  return members$.pipe(
    tap((members) => {
      const t = asyncScheduler.now() - start
      // Before the list has been there, nobody misses it.
      if (listed) tellHealth(members, t)
      if (!members.complete && !listed) return
      const lines = json ? asJson(members, !listed, t) : asText(members, !listed, stdout.columns || 80)
      listed = true
      lines.forEach(write)
    }),
    ignoreElements(),
  )
}
