import type { ConsumerEvent, ConsumerState, OmmError } from '../../index.js'
import { count, duration } from '../../consumer/event-words.js'
import type { Trouble as KeyTrouble } from '../scenario/troubles.js'
import { eventText, type Telling } from './event-text.js'
import type { Health } from './health.js'
import { createRateMeter, type Rate } from './rate-meter.js'
import type { Change } from './shelf.js'

/** A line of the log. */
export interface Entry extends Telling {
  readonly at: number
}

/** The life of the newest token. */
export interface TokenLife {
  readonly from: number
  readonly to: number
  /** When it is to be renewed; `undefined` where tokens are not renewed. */
  readonly renewal: number | undefined
}

/** All that is drawn. Times are in milliseconds since 1970. */
export interface BoardView {
  readonly now: number
  readonly label: string
  readonly state: ConsumerState
  /** Since when the state has been what it is. */
  readonly stateSince: number
  /** When the session was lost; `undefined` while there is one, and before the first. */
  readonly lostAt: number | undefined
  readonly token: TokenLife | undefined
  readonly rate: Rate
  readonly items: readonly Health[]
  /** The newest entry is the last one. */
  readonly log: readonly Entry[]
  readonly keys: readonly KeyTrouble[]
}

/** Longest log that is kept. */
const longestLog = 200

/** What the board is made for. */
export interface BoardSettings {
  readonly label: string
  /** The items as they are. */
  readonly items: () => readonly Health[]
  readonly renewAt: number | undefined
  readonly now: number
}

/** Keeps what the board shows. */
export const createBoard = ({ label, items, renewAt, now: begin }: BoardSettings) => {
  const meter = createRateMeter(begin)
  let log: readonly Entry[] = []
  let state: ConsumerState = { status: 'idle' }
  let stateSince = begin
  let token: TokenLife | undefined
  /** The error that was told last. */
  let told: OmmError | undefined
  /** When the session was lost, until there is another one. */
  let lostAt: number | undefined
  /** What befell items since the board was last looked at: many have the same fate at the same time. */
  let fallen = new Map<string, number>()
  let risen: readonly number[] = []

  const tell = (entry: Entry): void => {
    log = [...log.slice(1 - longestLog), entry]
  }

  const noteHealth = ({ before, after, news }: Change, now: number): void => {
    if (after.stale !== false && after.ended === undefined && before.stale === false) {
      fallen.set(after.stale.text, (fallen.get(after.stale.text) ?? 0) + 1)
    }
    if (news.recovered !== undefined) risen = [...risen, news.recovered.awayMs]
    if (after.ended !== undefined && before.ended === undefined) {
      tell({ at: now, tone: 'bad', text: `${after.name} is closed: ${after.ended}` })
    }
  }

  const tellHealth = (now: number): void => {
    for (const [text, number] of fallen) {
      const why = text === told?.message ? '' : `: ${text}`
      tell({ at: now, tone: 'bad', text: `${count(number, 'item')} stale${why}` })
    }
    if (risen.length > 0) {
      const away = duration(Math.max(...risen))
      tell({ at: now, tone: 'good', text: `${count(risen.length, 'item')} live again after ${away}` })
    }
    fallen = new Map()
    risen = []
  }

  const noteToken = (from: number, to: number): void => {
    token = { from, to, renewal: renewAt === undefined ? undefined : from + renewAt * (to - from) }
  }

  return {
    /** Something became of an item; the number of updates behind it is counted by itself. */
    change: (change: Change, now: number): void => {
      if (change.news.changed.length > 0) meter.count(now)
      noteHealth(change, now)
    },
    event: (event: ConsumerEvent): void => {
      const { at } = event
      const telling = eventText(event, told)
      if ('cause' in event) told = event.cause
      switch (event.event) {
        case 'token.acquired':
        case 'token.renewed':
          noteToken(at, event.expiresAt)
          break
        case 'login.accepted': {
          const away =
            lostAt === undefined ? '' : ` again, ${duration(at - lostAt)} after the session was lost`
          tell({ at, tone: 'good', text: `${telling.text}${away}` })
          lostAt = undefined
          return
        }
        case 'connection.lost':
        case 'login.closed':
          lostAt ??= at
          break
      }
      tell({ at, ...telling })
    },
    state: (next: ConsumerState, now: number): void => {
      if (next.status !== state.status) stateSince = now
      state = next
    },
    /** Something that was done here. */
    deed: (text: string, now: number): void => {
      tell({ at: now, tone: 'plain', text: `▸ ${text}` })
    },
    view: (now: number, keys: readonly KeyTrouble[]): BoardView => {
      tellHealth(now)
      return {
        now,
        label,
        state,
        stateSince,
        lostAt,
        token,
        rate: meter.rate(now),
        items: items(),
        log,
        keys,
      }
    },
  }
}
