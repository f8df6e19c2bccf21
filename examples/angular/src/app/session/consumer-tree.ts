import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { toSignal } from '@angular/core/rxjs-interop'
import { injectConsumer } from 'rx-omm/angular'
import { EMPTY, catchError } from 'rxjs'
import { Health } from '../health/health'
import { Watchlist } from '../board/watchlist'
import { injectNow } from '../look/ticking'
import { phaseNames, toneOf } from './phase'
import { SessionLog } from './session-log'

interface Line {
  readonly level: number
  readonly name: string
  readonly value: string
  readonly tone: string
}

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1_000))} s`

/** The consumer from the inside: token, endpoint, session, services and items. */
@Component({
  selector: 'app-consumer-tree',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'consumer-tree-title' },
  template: `
    <header><h2 id="consumer-tree-title">Consumer</h2></header>
    <dl tabindex="0" aria-label="Parts of the consumer">
      @for (line of lines(); track line.name) {
        <div [style.padding-left.px]="10 + line.level * 14">
          <dt>{{ line.name }}</dt>
          <dd [attr.data-tone]="line.tone">{{ line.value }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      overflow: auto;
      margin: 0;
      padding: 4px 0;
      font-size: var(--small);
    }

    div {
      display: flex;
      gap: 8px;
      padding: 2px 10px;
    }

    dt {
      color: var(--dim);
    }

    dd {
      overflow: hidden;
      margin: 0 0 0 auto;
      text-align: right;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    dd[data-tone='good'] {
      color: var(--up);
    }

    dd[data-tone='busy'] {
      color: var(--warn);
    }

    dd[data-tone='bad'] {
      color: var(--down);
    }
  `,
})
export class ConsumerTree {
  readonly #log = inject(SessionLog)
  readonly #health = inject(Health)
  readonly #watchlist = inject(Watchlist)
  /** What ends the consumer for good is shown by the session's line. */
  readonly #services = toSignal(injectConsumer().services$.pipe(catchError(() => EMPTY)))
  readonly #now = injectNow(1_000)

  protected readonly lines = computed((): readonly Line[] => {
    const state = this.#log.state()
    const token = this.#log.tokens().at(-1)
    const names = this.#watchlist.names()
    const stale = this.#health.staleCount()
    return [
      {
        level: 0,
        name: 'Token',
        value: token ? `${seconds(token.expiresAt - this.#now())} left` : 'none yet',
        tone: token && token.expiresAt > this.#now() ? 'good' : 'quiet',
      },
      { level: 0, name: 'Endpoint', value: 'url' in state ? new URL(state.url).host : '–', tone: 'quiet' },
      { level: 0, name: 'Session', value: phaseNames[state.status], tone: toneOf(state.status) },
      ...this.#session(),
      { level: 0, name: 'Services', value: `${this.#services()?.byName.size ?? 0}`, tone: 'quiet' },
      ...[...(this.#services()?.byName ?? [])].map(([name, service]) => ({
        level: 1,
        name,
        value: service.state.up ? 'up' : 'down',
        tone: service.state.up && this.#services()?.stale === false ? 'good' : 'bad',
      })),
      { level: 0, name: 'Items', value: `${names.length}`, tone: 'quiet' },
      { level: 1, name: 'live', value: `${names.length - stale}`, tone: 'good' },
      { level: 1, name: 'stale', value: `${stale}`, tone: stale > 0 ? 'bad' : 'quiet' },
    ]
  })

  #session(): readonly Line[] {
    const state = this.#log.state()
    if (state.status === 'waiting') {
      const next = { name: 'next try in', value: seconds(state.nextTryAt - this.#now()), tone: 'busy' }
      return [
        { level: 1, name: 'cause', value: state.cause.code, tone: 'bad' },
        { level: 1, ...next },
      ]
    }
    if (state.status === 'failed') return [{ level: 1, name: 'cause', value: state.cause.code, tone: 'bad' }]
    if (state.status !== 'ready') return []
    return [{ level: 1, name: 'since', value: seconds(this.#now() - state.since), tone: 'quiet' }]
  }
}
