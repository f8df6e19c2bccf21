import {
  chainFields,
  toChain,
  toItems,
  type Chain,
  type ChainOptions,
  type Consumer,
  type ItemOptions,
} from 'rx-omm'
import { runWithSimulator } from 'rx-omm/testing'
import type { Simulator } from 'rx-omm/simulator'
import { describe, expect, it } from 'vitest'

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `M${index}.L`)
const settings = { symbolLists: { '0#X': names(40) }, updateRate: 0 }

const chainOf = (consumer: Consumer, options?: ChainOptions, how?: ItemOptions) => {
  const open = (name: string) => consumer.item(name, { view: chainFields, ...how })
  return open('0#X').pipe(toChain(open, options))
}
/** Names of the items that were asked for, in order. */
const asked = ({ received }: Simulator): readonly unknown[] =>
  received
    .flatMap((one) => (one.kind === 'frame' ? one.messages : []))
    .filter(({ Type, Domain, Key }) => Type === undefined && Domain === undefined && Key !== undefined)
    .flatMap(({ Key }) => (Key as { Name: unknown }).Name)

const namesOf = ({ members }: Chain): readonly string[] => [...members.keys()]

describe('a chain of a server', () => {
  it.each(['LINK_', 'LONGLINK', 'BR_LINK'] as const)(
    'is not all there by the template of %s',
    (chainTemplate) => {
      runWithSimulator(
        { simulator: { ...settings, chainTemplate } },
        ({ consumer, simulator, watch, advance }) => {
          const chain = watch(chainOf(consumer))
          advance(1_000)
          const last = chain.last!
          expect(namesOf(last)).toEqual(names(40))
          expect(last).toMatchObject({ complete: true, records: ['0#X', '1#X', '2#X'], displayName: 'X' })
          expect(asked(simulator)).toEqual(['0#X', '1#X', '2#X'])
        },
      )
    },
  )

  it('is there no sooner with records that are asked for ahead', () => {
    const takes = (ahead: number): number => {
      let time = 0
      runWithSimulator({ simulator: { ...settings, symbolLists: { '0#X': names(140) } } }, (stage) => {
        const { consumer, simulator, watch, advance } = stage
        simulator.delay(40)
        const chain = watch(chainOf(consumer, { ahead }))
        advance(5_000)
        expect(chain.last).toMatchObject({ complete: true, problems: [] })
        time = chain.times.at(-1)! - chain.times[0]!
      })
      return time
    }
    const [one, many] = [takes(0), takes(20)]
    expect(many).toBeLessThan(one / 4)
  })

  it('goes stale and comes back as a whole, and says for how long', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, simulator, watch, advance }) => {
      const chain = watch(chainOf(consumer))
      advance(1_000)
      const before = chain.values.length
      simulator.drop()
      advance(5_000)
      const [away, back, ...more] = chain.values.slice(before)
      expect(more).toEqual([])
      expect(away).toMatchObject({ stale: { cause: { code: 'connection-lost' } }, added: [], removed: [] })
      expect(back).toMatchObject({ stale: false, complete: true, added: [], removed: [], moved: [] })
      expect(back?.recovered?.awayMs).toBeGreaterThan(0)
      expect(back?.members).toBe(chain.values[before - 1]?.members)
    })
  })

  it('follows its list: who comes, who goes and who moves', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, simulator, watch, advance }) => {
      const chain = watch(chainOf(consumer, { settle: 10 }))
      advance(1_000)
      simulator.changeList('0#X', { remove: ['M0.L', 'M1.L'], add: ['M1.L', 'NEW.L'] })
      advance(1_000)
      expect(chain.last).toMatchObject({ added: ['NEW.L'], removed: ['M0.L'], moved: ['M1.L'] })
      expect(namesOf(chain.last!)).toEqual([...names(40).slice(2), 'M1.L', 'NEW.L'])
      simulator.changeList('0#X', { add: names(50).slice(40) })
      advance(1_000)
      expect(chain.last).toMatchObject({ complete: true, records: ['0#X', '1#X', '2#X', '3#X'] })
    })
  })

  it('does without a record that is missing, or closed later, and says so', () => {
    runWithSimulator({ simulator: { ...settings, unknownItems: ['2#X'] } }, (stage) => {
      const { consumer, simulator, watch, advance } = stage
      const chain = watch(chainOf(consumer))
      advance(1_000)
      expect(namesOf(chain.last!)).toEqual(names(28))
      expect(chain.last).toMatchObject({
        complete: false,
        stale: false,
        problems: [{ record: '2#X', code: 'closed', error: { state: { code: 'NotFound' } } }],
      })
      simulator.closeItem('1#X')
      advance(1_000)
      expect(namesOf(chain.last!)).toEqual(names(28))
      expect(
        chain.values
          .at(-1)
          ?.problems.map(({ record }) => record)
          .sort(),
      ).toEqual(['1#X', '2#X'])
      expect(chain.last?.stale).not.toBe(false)
      expect(chain.end).toBe('open')
      simulator.closeItem('0#X')
      advance(1_000)
      expect(chain.end).toBe('failed')
    })
  })

  it('ends with its first record, when the server closes that in good order', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, simulator, watch, advance }) => {
      const chain = watch(chainOf(consumer))
      advance(1_000)
      simulator.closeItem('0#X', { data: 'Ok', code: 'None' })
      advance(1_000)
      expect([chain.end, chain.last?.complete]).toEqual(['completed', false])
    })
  })

  it('has no record in trouble that was under way when the consumer was closed', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, simulator, watch, advance }) => {
      simulator.delay(100)
      const chain = watch(chainOf(consumer))
      while (chain.values.length === 0) advance(10)
      void consumer.close()
      advance(3_000)
      expect(chain.end).toBe('completed')
      expect(chain.last).toMatchObject({ complete: false, pending: ['1#X'], problems: [] })
    })
  })

  it('that leads back to its beginning does not go round', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, simulator, watch, advance }) => {
      const chain = watch(chainOf(consumer))
      advance(1_000)
      simulator.updateItem('1#X', { LONGNEXTLR: '0#X' })
      advance(1_000)
      expect(chain.last).toMatchObject({ problems: [{ record: '1#X', code: 'cycle' }] })
      expect(namesOf(chain.last!)).toEqual(names(28))
      const late = watch(chainOf(consumer, { ahead: 3 }))
      advance(1_000)
      expect(namesOf(late.last!)).toEqual(names(28))
    })
  })

  it('is there as a snapshot, which ends', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, watch, advance }) => {
      const chain = watch(chainOf(consumer, { ahead: 5 }, { snapshot: true }))
      advance(1_000)
      expect([chain.end, chain.last?.complete]).toEqual(['completed', true])
      expect(namesOf(chain.last!)).toEqual(names(40))
    })
  })

  it('has members that are items', () => {
    runWithSimulator({ simulator: settings }, ({ consumer, simulator, watch, advance }) => {
      const items = watch(chainOf(consumer, { settle: 10 }).pipe(toItems((name) => consumer.item(name))))
      advance(1_000)
      expect(new Set(items.values.map(({ name }) => name))).toEqual(new Set(names(40)))
      const before = asked(simulator)
      simulator.changeList('0#X', { remove: ['M0.L'] })
      advance(1_000)
      expect(asked(simulator)).toEqual(before)
    })
  })
})
