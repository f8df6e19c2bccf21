/** What this library must not cost more than. Each run says which targets are met; changes are judged by them. */
export interface Target {
  /** The figure by the name that its suite gives it. */
  readonly figure: string
  /** A figure that it is divided by. */
  readonly per?: string
  /** What it may be at most. */
  readonly limit: number
  /** What it may be at most in a short run, if that is something else: code that still runs cold costs more. */
  readonly short?: number
  readonly unit: 'ratio' | 'bytes'
  /** What it is, for readers. */
  readonly text: string
}

/** What limits are multiplied by for a short run, which has few rounds and a machine that does other things, too. */
const room = 1.5

const ratio = (figure: string, limit: number, text: string): Target => ({
  figure,
  limit,
  unit: 'ratio',
  text,
})
const openingRatio = (way: string, text: string): Target => ({
  ...ratio(`opening.${way}`, 1.3, text),
  short: 2.7,
})
const bytes = (figure: string, limit: number, text: string): Target => ({
  figure,
  limit,
  unit: 'bytes',
  text,
})

const one = 'one message a frame'
const ten = 'ten messages a frame'

/** All targets. Ratios are those of CPU time to floor A in the same run, unless their text says otherwise. */
export const targets: readonly Target[] = [
  ratio('throughput.price-15-one.events', 1.1, `events, ${one}`),
  ratio('throughput.price-15-ten.events', 1.15, `events, ${ten}`),
  ratio('throughput.price-15-one.image', 1.3, `\`toImage\`, ${one}`),
  ratio('throughput.price-15-ten.image', 1.4, `\`toImage\`, ${ten}`),
  ratio('throughput.price-15-one.conflated', 1.15, `\`conflate(250)\` and \`toImage\`, ${one}`),
  ratio('throughput.price-15-ten.conflated', 1.15, `\`conflate(250)\` and \`toImage\`, ${ten}`),
  {
    figure: 'throughput.price-15-many.events',
    per: 'throughput.price-15-one.events',
    limit: 1.1,
    unit: 'ratio',
    text: 'events of 100,000 open items, as a ratio to those of 100',
  },
  openingRatio('cold.items', 'opening many items with one `items(names)`'),
  openingRatio('cold.item', 'opening many items with an `item(name)` each'),
  openingRatio('recovery.items', 'the items of one `items(names)` back after a loss'),
  openingRatio('recovery.item', 'the items of an `item(name)` each back after a loss'),
  bytes('memory.item', 2048, 'heap of an open item with its image of 20 fields'),
  bytes('memory.uncached', 1024, 'heap of an open item with `cache: false`'),
  bytes('size.core', 16_000, 'the whole main entry in a browser, minified and gzipped, without rxjs'),
  bytes('size.oneItem', 12_000, 'an application that watches one item, likewise'),
  bytes('memory.leftOver', 2_000_000, 'heap left over when all of 100,000 items have been left'),
]

/** A target, and how far it was met. */
export interface Finding extends Target {
  readonly measured: number
  readonly met: boolean
}

/**
 * Compares figures with their targets. Targets whose figures were not measured are left out.
 *
 * @param short - whether the run was short, so that limits have to have room for noise.
 */
export const findingsOf = (
  wanted: readonly Target[],
  figures: Readonly<Record<string, number>>,
  short = false,
): Finding[] =>
  wanted.flatMap((target) => {
    const figure = figures[target.figure]
    const per = target.per === undefined ? 1 : figures[target.per]
    if (figure === undefined || per === undefined) return []
    const measured = figure / per
    const limit = short ? (target.short ?? target.limit) * room : target.limit
    return [{ ...target, limit, measured, met: measured <= limit }]
  })
