import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { clock } from '../look/clock'
import { SessionLog } from './session-log'

const shown = 60

/**
 * What happened, in words, the newest on top: what the drawing shows, for reading. Not spoken as it comes, for an outage
 * has many lines; the header says what matters.
 */
@Component({
  selector: 'app-event-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { tabindex: '0', role: 'group', 'aria-label': 'What happened' },
  template: `
    @for (line of lines(); track line) {
      <p [attr.data-tone]="line.tone">
        <time>{{ clock(line.at) }}</time> {{ line.text }}
      </p>
    } @empty {
      <p class="dim">Nothing yet.</p>
    }
  `,
  styles: `
    :host {
      display: block;
      overflow: auto;
      padding: 4px 0;
      font-size: var(--small);
    }

    p {
      margin: 0;
      padding: 2px 10px;
      border-left: 3px solid transparent;
    }

    p[data-tone='good'] {
      border-left-color: var(--up);
    }

    p[data-tone='bad'] {
      border-left-color: var(--down);
    }

    time {
      font-family: var(--mono);
      margin-right: 6px;
      color: var(--dim);
    }
  `,
})
export class EventLog {
  readonly #log = inject(SessionLog)
  protected readonly clock = clock
  protected readonly lines = computed(() => this.#log.marks().slice(-shown).reverse())
}
