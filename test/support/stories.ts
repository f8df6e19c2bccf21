import { gunzipSync, gzipSync } from 'node:zlib'
import { defer, of } from 'rxjs'
import type { RefreshEvent, UpdateEvent } from '../../src/item/item-event.js'
import type { UpdateMessage } from '../../src/wire/messages.js'
import { refreshEvent, updateEvent } from './item-events.js'

/** The message of an update that came by itself. */
const message: UpdateMessage = { ID: 2, Type: 'Update' }

/** One fragment, as it comes; other fields go over those that it has. */
export const fragmentOf = (
  guid: string,
  number: number,
  bytes: Uint8Array,
  size?: number,
  more: object = {},
): UpdateEvent =>
  updateEvent(
    {
      MRN_SRC: 'SRC_A',
      GUID: guid,
      FRAG_NUM: number,
      FRAGMENT: Buffer.from(bytes).toString('base64'),
      ...(size === undefined ? {} : { TOT_SIZE: size }),
      ...more,
    },
    { message },
  )

/** A packed story. */
export const packed = (content: unknown): Uint8Array => gzipSync(JSON.stringify(content))

/** The updates that bring bytes, cut at these places. */
export const cut = (guid: string, bytes: Uint8Array, places: readonly number[]): readonly UpdateEvent[] => {
  const all = [0, ...new Set([...places].sort((a, b) => a - b)), bytes.length]
  const parts = all.slice(1).map((end, i) => bytes.subarray(all[i], end))
  return parts
    .filter(({ length }) => length > 0)
    .map((part, i) => fragmentOf(guid, i + 1, part, i === 0 ? bytes.length : undefined))
}

/** The updates that bring a story in so many fragments. */
export const story = (guid: string, fragments = 1, content: object = {}): readonly UpdateEvent[] => {
  const bytes = packed({ id: guid, headline: `about ${guid}`, ...content })
  const places = Array.from({ length: fragments - 1 }, (_, i) =>
    Math.floor(((i + 1) * bytes.length) / fragments),
  )
  return cut(guid, bytes, places)
}

/** The first image, which has no story. */
export const newsRefresh = (more: Partial<RefreshEvent> = {}): RefreshEvent =>
  refreshEvent({ MRN_SRC: 'SRC_A', GUID: null, FRAG_NUM: 0, FRAGMENT: null, TOT_SIZE: 0 }, more)

/** Unpacks at once, for virtual time. */
export const gunzip = (bytes: Uint8Array) => defer(() => of(new Uint8Array(gunzipSync(bytes))))
