/** Field values of an update as a level-1 feed sends them: prices, sizes, times, short texts. */
const fieldsOf = (tick: number): Record<string, string | number | null> => ({
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

const some = (tick: number, count: number): Record<string, string | number | null> =>
  Object.fromEntries(Object.entries(fieldsOf(tick)).slice(0, count))

/** The full content of an item, as the answer to a request. */
export const refresh = (id: number, name: string): object => ({
  ID: id,
  Type: 'Refresh',
  Key: { Service: 'ELEKTRON_DD', Name: name },
  State: { Stream: 'Open', Data: 'Ok', Text: 'All is well' },
  Qos: { Timeliness: 'Realtime', Rate: 'TickByTick' },
  Fields: fieldsOf(0),
})

const update = (id: number, tick: number, fields: number): object => ({
  ID: id,
  Type: 'Update',
  UpdateType: 'Quote',
  DoNotConflate: false,
  SeqNumber: tick,
  Fields: some(tick, fields),
})

/** What a run sends: how many items, fields in an update, and messages in a frame. */
export interface Load {
  readonly items: number
  readonly fields: number
  readonly perFrame: number
}

/** Frames made ahead, so that the generator does nothing but send. Walks over all items in turn. */
export const buildFrames = (ids: readonly number[], { fields, perFrame }: Load): string[] => {
  const messages = Math.ceil(2_000 / ids.length) * ids.length
  const list = Array.from({ length: messages }, (_, tick) =>
    update(ids[tick % ids.length] ?? 0, tick, fields),
  )
  const frames: string[] = []
  for (let from = 0; from < list.length; from += perFrame) {
    frames.push(JSON.stringify(list.slice(from, from + perFrame)))
  }
  return frames
}
