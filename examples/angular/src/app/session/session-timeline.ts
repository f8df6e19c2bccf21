import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { Health } from '../health/health'
import { EventLog } from './event-log'
import { SessionLog } from './session-log'
import { TimelineDrawing } from './timeline-drawing'

/** Tokens, session and items as they were, are, and are going to be. */
@Component({
  selector: 'app-session-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EventLog, TimelineDrawing],
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'session-timeline-title' },
  template: `
    <header>
      <h2 id="session-timeline-title">Session</h2>
      <span class="dim small">{{ summary() }}</span>
    </header>
    <div class="body">
      <app-timeline-drawing />
      <app-event-log />
    </div>
  `,
  styles: `
    .body {
      display: grid;
      flex: 1;
      min-height: 0;
      grid-template-columns: minmax(0, 1fr) minmax(17rem, 32%);
    }

    app-event-log {
      border-left: 1px solid var(--line);
    }

    @media (width < 43.75em) {
      .body {
        grid-template-columns: minmax(0, 1fr);
        grid-template-rows: auto 13rem;
      }

      app-event-log {
        border-top: 1px solid var(--line);
        border-left: 0;
      }
    }
  `,
})
export class SessionTimeline {
  readonly #log = inject(SessionLog)
  readonly #health = inject(Health)
  protected readonly summary = computed(() => {
    const reissues = this.#log.marks().filter(({ reissue }) => reissue).length
    const outages = this.#health.stretches().length
    return `renewals ${reissues} · outages ${outages}`
  })
}
