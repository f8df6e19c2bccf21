import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { Quotes } from '../board/quotes'
import { FEED_TOKEN } from '../feed/feed-token'
import { plain } from '../look/plain'
import { injectNow } from '../look/ticking'
import { phaseNames, toneOf } from './phase'
import { SessionLog } from './session-log'

/**
 * Where the session stands, how the items are, and why: in the header, where nobody misses it. Only the change between
 * live and stale is spoken by screen readers.
 */
@Component({
  selector: 'app-session-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-trouble]': 'trouble()' },
  template: `
    <span class="pill" data-session [attr.data-tone]="tone()">{{ name() }}</span>
    @if (tally().stale > 0) {
      <span class="pill" data-tone="warn">{{ tally().stale }} stale</span>
    }
    <span class="why" [title]="sentence()">{{ sentence() }}</span>
    <span class="unseen" role="status">{{ spoken() }}</span>
  `,
  styles: `
    :host {
      display: flex;
      overflow: hidden;
      flex: 1 1 17rem;
      align-items: center;
      gap: 8px;
      min-width: 0;
    }

    .pill::before {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: currentColor;
      content: '';
    }

    @media (forced-colors: active) {
      .pill::before {
        background: CanvasText;
      }
    }

    .why {
      overflow: hidden;
      font-size: var(--small);
      text-overflow: ellipsis;
      white-space: nowrap;
      color: var(--dim);
    }

    :host([data-trouble]) .why {
      color: var(--text);
    }

    @media (width < 43.75em) {
      :host {
        flex-wrap: wrap;
        gap: 2px 8px;
      }

      .why {
        flex-basis: 100%;
      }
    }
  `,
})
export class SessionState {
  readonly #log = inject(SessionLog)
  readonly #quotes = inject(Quotes)
  readonly #feed = inject(FEED_TOKEN)
  readonly #now = injectNow(1_000)

  protected readonly tally = this.#quotes.tally
  protected readonly name = computed(() => phaseNames[this.#log.state().status])
  protected readonly tone = computed(() => toneOf(this.#log.state().status))
  protected readonly trouble = computed(() => (this.tally().stale > 0 ? '' : null))
  protected readonly sentence = computed(() => {
    const state = this.#log.state()
    const cause = this.#quotes.cause()
    if (state.status === 'waiting') {
      const seconds = Math.max(0, Math.ceil((state.nextTryAt - this.#now()) / 1_000))
      return `Attempt ${state.attempt + 1} in ${seconds} s: ${plain(state.cause.message)}`
    }
    if (state.status === 'failed') return plain(state.cause.message)
    return cause ?? this.#feed.about
  })
  /** The numbers are left out: they would be spoken again and again while items come back one by one. */
  protected readonly spoken = computed(() => {
    const { live } = this.tally()
    const cause = this.#quotes.cause()
    if (cause !== undefined) return `Prices are stale: ${cause}`
    return live > 0 ? 'Prices are live' : ''
  })
}
