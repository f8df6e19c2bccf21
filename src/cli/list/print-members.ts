import { asyncScheduler, ignoreElements, tap, type Observable } from 'rxjs'
import { inColumns } from '../terminal/in-columns.js'
import { printable, printableJson } from '../terminal/printable.js'
import type { Listed } from './open-list.js'

/** How the members are printed. */
export interface MembersPrint {
  readonly stdout: NodeJS.WriteStream
  /** As JSON, a line for each change. */
  readonly json: boolean
}

const asText = ({ members, ...changes }: Listed, first: boolean, width: number): readonly string[] => {
  const lines = (sign: string, names: readonly string[]) => names.map((name) => printable(`${sign} ${name}`))
  const { added, removed, moved } = changes
  return first
    ? [`${members.size} members`, ...inColumns([...members.keys()], width)]
    : [...lines('-', removed), ...lines('+', added), ...lines('~', moved)]
}

const asJson = ({ members, ...changes }: Listed, first: boolean, t: number): readonly string[] => {
  const lines = (type: string, names: readonly string[]) =>
    names.map((name) => printableJson({ t, type, name }))
  const { added, removed, moved } = changes
  return first
    ? [printableJson({ t, type: 'list', count: members.size, names: [...members.keys()] })]
    : [...lines('removed', removed), ...lines('added', added), ...lines('moved', moved)]
}

/** Prints the members once they are all in, and then who comes and who goes. */
export const printMembers = (
  members$: Observable<Listed>,
  { stdout, json }: MembersPrint,
): Observable<never> => {
  const start = asyncScheduler.now()
  let listed = false
  let stale = false
  /** Troubles that were told and go on. */
  let told: readonly string[] = []
  const write = (line: string): void => {
    if (stdout.writable) stdout.write(`${line}\n`)
  }
  const tellHealth = (members: Listed, t: number): void => {
    if ((members.stale !== false) === stale) return
    stale = members.stale !== false
    const cause = members.stale === false ? '' : members.stale.cause.text
    if (json) write(printableJson({ t, type: stale ? 'stale' : 'live', ...(stale ? { cause } : {}) }))
    else write(printable(stale ? `! stale: ${cause}` : '! live again'))
  }
  const tellProblems = ({ problems }: Listed, t: number): void => {
    for (const { record, text } of problems) {
      if (told.includes(text)) continue
      write(json ? printableJson({ t, type: 'problem', record, text }) : printable(`! ${text}`))
    }
    told = problems.map(({ text }) => text)
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
      tellProblems(members, t)
    }),
    ignoreElements(),
  )
}
