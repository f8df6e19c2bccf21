import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  inject,
  viewChild,
} from '@angular/core'
import { Quotes } from '../board/quotes'
import { Health } from '../health/health'
import { scale } from '../look/scale'
import { sizeOf } from '../look/size'
import { injectNow } from '../look/ticking'
import { type Stretch, barsOf } from './bars'
import { phaseNames, toneOf } from './phase'
import { SessionLog } from './session-log'
import { timeAxis } from './time-axis'
import type { TokenBar } from './token-bar'

/** Heights, in pixels where the text has its usual size. */
const lane = 38
const bar = 22

/** The life of a token: as it was, and of the one in use what is left of it, before and after its renewal is due. */
const tokenStretches = ({ from, until, renewAt, expiresAt }: TokenBar, now: number): readonly Stretch[] => {
  if (until !== undefined) {
    const title = 'A token, until another one took its place or its life was over'
    return [{ from, to: Math.min(until, expiresAt), tone: 'past', text: '', title }]
  }
  const left = Math.round((expiresAt - now) / 1_000)
  const used = {
    from,
    to: Math.min(now, expiresAt),
    tone: 'newest',
    text: 'token',
    title: 'The token in use',
  }
  if (left <= 0) return [used]
  const planned = Math.max(now, renewAt)
  const ahead = { tone: 'ahead', title: `The token in use is valid for another ${left} s` }
  return [
    used,
    { ...ahead, from: now, to: planned, text: `${left} s left` },
    { ...ahead, from: planned, to: expiresAt, text: '' },
  ]
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

/** The timeline as a drawing: a lane for tokens, one for the session, one for the items. */
@Component({
  selector: 'app-timeline-drawing',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './timeline-drawing.html',
  styleUrl: './timeline-drawing.css',
})
export class TimelineDrawing {
  readonly #log = inject(SessionLog)
  readonly #health = inject(Health)
  readonly #tally = inject(Quotes).tally
  readonly #now = injectNow(250)

  protected readonly drawing = viewChild.required<ElementRef<HTMLElement>>('drawing')
  readonly #size = sizeOf(this.drawing)
  protected readonly lane = lane
  protected readonly bar = bar
  protected readonly names = ['Token', 'Session', 'Items']
  protected readonly scale = computed(() => (this.#size().width > 0 ? scale() : 1))
  protected readonly axis = computed(() => timeAxis(this.#now(), this.#size().width / this.scale()))

  protected readonly lanes = computed(() => [this.#tokens(), this.#phases(), this.#stale()])
  readonly #tokens = computed(() => {
    const axis = this.axis()
    return barsOf(
      this.#log.tokens().flatMap((token) => tokenStretches(token, axis.now)),
      axis,
    )
  })
  readonly #phases = computed(() => {
    const axis = this.axis()
    const stretches = this.#log.phases().map(({ from, to = axis.now, status, cause }) => {
      const tone = toneOf(status)
      const title = `${cause ?? phaseNames[status]}, ${seconds(to - from)}`
      return { from, to, tone, text: tone === 'busy' ? '' : (cause ?? phaseNames[status]), title }
    })
    return barsOf(stretches, axis)
  })
  readonly #stale = computed(() => {
    const axis = this.axis()
    const stretches = this.#health.stretches().map(({ from, to, count }) => {
      const text = `${count} stale ${to === undefined ? 'for' : '·'} ${seconds((to ?? axis.now) - from)}`
      const title = to === undefined ? `${text}, so far` : `${text}, then all were back`
      return { from, to: to ?? axis.now, tone: 'warn', text, title }
    })
    return barsOf(stretches, axis)
  })

  /** When the token in use is to be renewed; past that nothing is planned. */
  protected readonly planned = computed(() => {
    const newest = this.#log.tokens().at(-1)
    const { now, to, x } = this.axis()
    return newest && newest.renewAt > now && newest.renewAt < to ? x(newest.renewAt) : undefined
  })
  /** New tokens that the live session was told of. */
  protected readonly reissues = computed(() => {
    const { from, x } = this.axis()
    return this.#log
      .marks()
      .flatMap(({ at, text, reissue }) => (reissue && at >= from ? [{ x: x(at), text }] : []))
  })
  /** The drawing in a sentence, for those who do not see it. The list beside it has it all. */
  protected readonly description = computed(() => {
    const phase = this.#log.phases().at(-1)
    const now = phase === undefined ? 'nothing yet' : phaseNames[phase.status]
    return `Timeline of the last two minutes. Session: ${now}. Stale items: ${this.#tally().stale}.`
  })
}
