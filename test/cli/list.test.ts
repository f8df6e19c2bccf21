import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { printMembers } from '../../src/cli/list/print-members.js'
import { inColumns } from '../../src/cli/terminal/in-columns.js'
import type { Members } from '../../src/index.js'
import { linesOf, run } from './support.js'

const members = (names: readonly string[], more: Partial<Members> = {}): Members => ({
  name: '0#.X',
  service: undefined,
  members: new Map(names.map((name) => [name, {}])),
  added: names,
  removed: [],
  summary: {},
  complete: true,
  state: { stream: 'Open', data: 'Ok', code: 'None', text: '' },
  stale: false,
  ...more,
})

const printed = (json: boolean, emissions: readonly Members[]): string => {
  let text = ''
  const stdout = {
    writable: true,
    columns: 20,
    write: (part: string) => {
      text += part
      return true
    },
  } as unknown as NodeJS.WriteStream
  const source = new Subject<Members>()
  printMembers(source, { stdout, json }).subscribe({ error: () => undefined })
  for (const emission of emissions) source.next(emission)
  return text
}

const stale = { since: 0, cause: { code: 'connection-lost', text: 'the connection was lost' } } as const

describe('omm list', () => {
  it('does not show half a list as the list', () => {
    expect(printed(false, [members(['A'], { complete: false }), members(['A', 'B'], { added: ['B'] })])).toBe(
      '2 members\nA  B\n',
    )
  })

  it('tells who comes and who goes', () => {
    const change = members(['B', 'C'], { added: ['C'], removed: ['A'] })
    expect(printed(false, [members(['A', 'B']), change])).toBe('2 members\nA  B\n- A\n+ C\n')
    expect(linesOf(printed(true, [members(['A', 'B']), change]))).toMatchObject([
      { type: 'list', count: 2, names: ['A', 'B'] },
      { type: 'removed', name: 'A' },
      { type: 'added', name: 'C' },
    ])
  })

  it('tells an outage once, and its end', () => {
    const away = members(['A'], { added: [], stale })
    const back = members(['A'], { added: [] })
    expect(printed(false, [members(['A']), away, away, back])).toBe(
      '1 members\nA\n! stale: the connection was lost\n! live again\n',
    )
  })

  it('lets no name command the terminal', () => {
    expect(inColumns(['A\u001b[2J'], 40)).toEqual(['A [2J'])
  })

  it('prints the members of a list and ends', async () => {
    const { code, stdout } = await run(['list', '0#.FTSE', '--snapshot', '--json'])
    expect(code).toBe(0)
    const [line, ...others] = linesOf(stdout)
    expect(others).toEqual([])
    expect(line).toMatchObject({ type: 'list' })
    expect((line?.['names'] as readonly string[]).length).toBe(line?.['count'])
  })

  it('fails for a list that does not exist', async () => {
    const { code, stderr } = await run(['list', 'NO-SUCH-LIST'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^omm: the server closed NO-SUCH-LIST: .*NotFound/)
  })

  it('opens the members as items', async () => {
    const { code, stdout } = await run(['list', '0#.FTSE', '--items', '--json', '--seconds', '2'])
    expect(code).toBe(0)
    expect(linesOf(stdout).filter(({ type }) => type === 'refresh').length).toBeGreaterThan(10)
  })
})
