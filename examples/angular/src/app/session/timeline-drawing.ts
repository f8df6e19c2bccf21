import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, viewChild } from '@angular/core'
import { Health } from '../health/health'
import { injectNow } from '../look/ticking'
import { widthOf } from '../look/width'
import { phaseNames, toneOf } from './phase'
import { SessionLog } from './session-log'
import { timeAxis } from './time-axis'

/** Heights in pixels. */
const lane = 40
const bar = 22

/** Width that a bar needs for a word in it, in pixels a letter. */
const letter = 7

interface Bar {
  readonly key: string
  readonly x: number
  readonly width: number
  readonly tone: string
  readonly text: string
  readonly title: string
}

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
  readonly #now = injectNow()

  protected readonly drawing = viewChild.required<ElementRef<HTMLElement>>('drawing')
  protected readonly width = widthOf(this.drawing)
  protected readonly lane = lane
  protected readonly bar = bar
  protected readonly lanes = ['Token', 'Session', 'Items']
  protected readonly axis = computed(() => timeAxis(this.#now(), this.width()))

  protected readonly tokens = computed(() =>
    this.#log.tokens().map(({ from, until, expiresAt, renewed }) => {
      const left = Math.max(0, Math.round((expiresAt - this.axis().now) / 1_000))
      const text = until === undefined ? `${renewed ? 'renewed' : 'token'}, ${left} s left` : ''
      const title = renewed ? 'Renewed token' : 'Token acquired with the credentials'
      return this.#bar(from, until ?? expiresAt, until === undefined ? 'newest' : 'past', text, title)
    }),
  )
  protected readonly phases = computed(() =>
    this.#log
      .phases()
      .map(({ from, to, status, cause }) =>
        this.#bar(
          from,
          to ?? this.axis().now,
          toneOf(status),
          phaseNames[status],
          cause ?? phaseNames[status],
        ),
      ),
  )
  protected readonly stale = computed(() =>
    this.#health
      .stretches()
      .map(({ from, to, count }) =>
        this.#bar(from, to ?? this.axis().now, 'bad', `${count} stale`, `${count} items were stale`),
      ),
  )
  protected readonly marks = computed(() => {
    const { from, x } = this.axis()
    return this.#log
      .marks()
      .filter(({ at }) => at >= from)
      .map(({ at, lane: where, tone, text }) => ({
        x: x(at),
        y: ['token', 'session', 'items'].indexOf(where) * lane + lane / 2,
        tone,
        text,
      }))
  })
  /** The drawing in a sentence, for those who do not see it. */
  protected readonly description = computed(() => {
    const phase = this.#log.phases().at(-1)
    const now = phase === undefined ? 'nothing yet' : phaseNames[phase.status]
    return `Timeline of the last two minutes. Now: ${now}; ${this.#health.staleCount()} items are stale.`
  })

  #bar(from: number, to: number, tone: string, text: string, title: string): Bar {
    const { x } = this.axis()
    const width = Math.max(2, x(to) - x(from))
    return {
      key: `${from}`,
      x: x(from),
      width: to < this.axis().from ? 0 : width,
      tone,
      text: width > text.length * letter + 8 ? text : '',
      title,
    }
  }
}
