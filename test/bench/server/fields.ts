/** Fields of a level-1 feed in the order in which an update is likely to have them. */
const quote = (tick: number): Record<string, string | number | null> => ({
  BID: 100 + (tick % 97) / 100,
  ASK: 100.02 + (tick % 97) / 100,
  BIDSIZE: 100 * (tick % 13),
  ASKSIZE: 100 * (tick % 11),
  TRDPRC_1: 100.01 + (tick % 89) / 100,
  TRDVOL_1: 100 * (tick % 7),
  NETCHNG_1: (tick % 31) / 100,
  ACVOL_1: 1_000_000 + tick,
  NUM_MOVES: tick % 65_536,
  PRCTCK_1: tick % 2 === 0 ? '⇧' : '⇩',
  QUOTIM: `14:${String(10 + (tick % 50))}:32`,
  QUOTIM_MS: 52_832_000 + tick,
  SALTIM: '14:40:31',
  BID_MMID1: ' ',
  ASK_MMID1: null,
})

/** Fields that a full image has beyond those. */
const further = (tick: number, count: number): Record<string, string | number> =>
  Object.fromEntries<string | number>(
    Array.from({ length: count }, (_, index) =>
      index % 3 === 0
        ? [`GEN_TEXT${index}`, `text ${index}`]
        : [`GEN_VAL${index}`, index + (tick % 50) / 100],
    ),
  )

/** So many fields of market price, as prices, sizes, times and short texts. */
export const marketPrice = (tick: number, count: number): Record<string, string | number | null> =>
  Object.fromEntries(Object.entries({ ...quote(tick), ...further(tick, count - 15) }).slice(0, count))

/** Price levels of an order book. */
const levels = 40

const level = (index: number, tick: number): object => ({
  Key: `${100 + index / 100}_${index % 2 === 0 ? 'B' : 'A'}`,
  Fields: {
    ORDER_PRC: 100 + index / 100,
    ORDER_SIDE: index % 2 === 0 ? 'BID' : 'ASK',
    ORDER_SIZE: 100 * (1 + (tick % 17)),
    NO_ORD: 1 + (tick % 5),
    LV_TIM_MS: 52_832_000 + tick,
  },
})

/** A whole order book. */
export const book = (): object => ({
  KeyType: 'Buffer',
  Entries: Array.from({ length: levels }, (_, index) => ({ Action: 'Add', ...level(index, 0) })),
})

/** A change of an order book: two levels, as when an order moves. */
export const bookChange = (tick: number): object => ({
  KeyType: 'Buffer',
  Entries: [tick % levels, (tick * 7 + 1) % levels].map((index) => ({
    Action: 'Update',
    ...level(index, tick),
  })),
})
