import { Subscription } from 'rxjs'
import { later, now } from '../clock.js'
import type { Settings } from '../settings.js'
import type { MarketItem } from './market.js'

/** Decides when items move. */
export interface Pace {
  /** The item has a first stream. */
  start(item: MarketItem): void
  /** A connection that was full can take more. */
  drained(): void
  stop(): void
}

interface PaceParts {
  readonly settings: Settings
  readonly move: (item: MarketItem) => void
  /** True while all connections have as much to write as they should. */
  readonly full: () => boolean
}

/** Most moves of one turn, so that everything else gets its turn too. */
const burst = 1000

/** Each item moves at its own rate: the period is the same for all, so the queue is in order of due times. */
const eachAtItsRate = ({ settings, move }: PaceParts): Pace => {
  const period = Math.max(1, 1000 / settings.updateRate)
  const queue: { readonly item: MarketItem; readonly due: number }[] = []
  let head = 0
  let timer: Subscription | undefined
  const arm = (): void => {
    const first = queue[head]
    timer = first && later(first.due - now(), turn)
  }
  const turn = (): void => {
    const time = now()
    // What is left goes on in a moment: `arm` finds that it is due.
    let left = burst
    for (let next = queue[head]; next && next.due <= time && left > 0; next = queue[++head], left--) {
      const { item, due } = next
      if (item.streams.size > 0) {
        // After a pause of the process it does not catch up on what was missed.
        queue.push({ item, due: Math.max(due + period, time + 1) })
        move(item)
      } else item.scheduled = false
    }
    // What has had its turn is cut off now and then: doing it each time would copy a long queue each time.
    if (head > queue.length / 2) head -= queue.splice(0, head).length
    arm()
  }
  return {
    start: (item) => {
      if (item.scheduled || !(settings.updateRate > 0)) return
      item.scheduled = true
      queue.push({ item, due: now() + period })
      if (!timer) arm()
    },
    drained: () => undefined,
    stop: () => {
      timer?.unsubscribe()
      queue.length = 0
    },
  }
}

/** All items share one rate, in turn; `Infinity` moves as long as the connections take it. */
const allAtOneRate = ({ move, full }: PaceParts, rate: number): Pace => {
  const ring: MarketItem[] = []
  const work = new Subscription()
  const step = Math.max(1, 1000 / rate)
  let [at, last, owed, running] = [0, 0, 0, false]
  const moveOne = (): void => {
    if (at >= ring.length) at = 0
    const item = ring[at]
    if (!item) return
    if (item.streams.size > 0) {
      at++
      move(item)
      return
    }
    item.scheduled = false
    const end = ring.pop()
    if (end && end !== item) ring[at] = end
  }
  const turn = (): void => {
    running = false
    const elapsed = now() - last
    last = now()
    owed = rate === Infinity ? burst : Math.min(rate, owed + (elapsed * rate) / 1000)
    // Rounding of the clock must not cost the last of the moves that are due.
    while (owed >= 1 - 1e-9 && ring.length > 0 && !(rate === Infinity && full())) {
      owed--
      moveOne()
    }
    run()
  }
  const run = (): void => {
    // When everybody is full, it is `drained` that goes on.
    if (running || ring.length === 0 || (rate === Infinity && full())) return
    running = true
    work.add(later(step, turn))
  }
  return {
    start: (item) => {
      if (item.scheduled || !(rate > 0)) return
      item.scheduled = true
      ring.push(item)
      if (!running) last = now()
      run()
    },
    drained: run,
    stop: () => {
      work.unsubscribe()
      ring.length = 0
    },
  }
}

/** Makes the pace that the options ask for. */
export const createPace = (parts: PaceParts): Pace => {
  const { totalUpdateRate } = parts.settings
  return totalUpdateRate === undefined ? eachAtItsRate(parts) : allAtOneRate(parts, totalUpdateRate)
}
