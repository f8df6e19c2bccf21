import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { printMembers } from '../../src/cli/list/print-members.js'
import { inColumns } from '../../src/cli/terminal/in-columns.js'
import { openList, type Listed } from '../../src/cli/list/open-list.js'
import { runWithSimulator } from '../../src/testing/index.js'
import { linesOf, run } from './support.js'

const members = (names: readonly string[], more: Partial<Listed> = {}): Listed => ({
  members: new Map(names.map((name) => [name, {}])),
  added: names,
  removed: [],
  moved: [],
  problems: [],
  complete: true,
  stale: false,
  ...more,
})

const printed = (json: boolean, emissions: readonly Listed[]): string => {
  let text = ''
  const stdout = {
    writable: true,
    columns: 20,
    write: (part: string) => {
      text += part
      return true
    },
  } as unknown as NodeJS.WriteStream
  const source = new Subject<Listed>()
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

  it('tells who moves, and what is wrong once', () => {
    const problems = [{ record: '1#.X', code: 'closed', text: 'the server closed 1#.X' }] as const
    const broken = members(['B', 'A'], { added: [], moved: ['A'], problems })
    const emissions = [
      members(['A', 'B']),
      broken,
      { ...broken, moved: [] },
      members(['B', 'A'], { added: [] }),
    ]
    expect(printed(false, emissions)).toBe('2 members\nA  B\n~ A\n! the server closed 1#.X\n')
    expect(linesOf(printed(true, emissions)).slice(1)).toMatchObject([
      { type: 'moved', name: 'A' },
      { type: 'problem', record: '1#.X', text: 'the server closed 1#.X' },
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

  it('takes a list for a chain where it is told to, or where there is no such list', () => {
    const names = Array.from({ length: 20 }, (_, index) => `M${index}`)
    runWithSimulator(
      { simulator: { symbolLists: { '0#X': names } } },
      ({ consumer, simulator, watch, advance }) => {
        const chain = watch(openList(consumer, { list: '0#X', domain: 'MarketPrice' }))
        // In the domain of lists there is none under the name of a later record.
        const part = watch(openList(consumer, { list: '1#X' }))
        advance(1_000)
        expect([...(chain.values.at(-1)?.members.keys() ?? [])]).toEqual(names)
        expect([...(part.values.at(-1)?.members.keys() ?? [])]).toEqual(names.slice(14))
        simulator.changeList('0#X', { remove: ['M0'] })
        advance(1_000)
        // It has pushed one over from the second record to the first, which is no change of its own.
        expect(chain.values.at(-1)).toMatchObject({ added: [], removed: ['M0'], moved: [] })
        expect(chain.values).toHaveLength(2)
      },
    )
  })

  it('takes an item for a chain that has no links', async () => {
    const { code, stderr } = await run(['list', 'EUR=', '--domain', 'MarketPrice'])
    expect([code, stderr]).toEqual([1, 'omm: EUR= is no chain: it has no links\n'])
  })

  it('opens the members as items', async () => {
    const { code, stdout } = await run(['list', '0#.FTSE', '--items', '--json', '--seconds', '2'])
    expect(code).toBe(0)
    expect(linesOf(stdout).filter(({ type }) => type === 'refresh').length).toBeGreaterThan(10)
  })
})
