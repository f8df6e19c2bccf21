import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { phaseNames, toneOf } from './phase'
import { SessionLog } from './session-log'

/** Where the consumer stands, in a word and a colour. */
@Component({
  selector: 'app-session-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="pill" role="status" [attr.data-tone]="tone()" [attr.title]="cause()">{{
    name()
  }}</span>`,
  styles: `
    .pill {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 2px 10px;
      border-radius: 99px;
      background: var(--raised);
      font-size: var(--small);
      font-weight: 600;
      color: var(--dim);
    }

    .pill::before {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: currentColor;
      content: '';
    }

    .pill[data-tone='good'] {
      background: var(--up-wash);
      color: var(--up);
    }

    .pill[data-tone='busy'] {
      background: var(--warn-wash);
      color: var(--warn);
    }

    .pill[data-tone='bad'] {
      background: var(--down-wash);
      color: var(--down);
    }
  `,
})
export class SessionState {
  readonly #log = inject(SessionLog)
  protected readonly name = computed(() => phaseNames[this.#log.state().status])
  protected readonly tone = computed(() => toneOf(this.#log.state().status))
  protected readonly cause = computed(() => {
    const state = this.#log.state()
    return state.status === 'waiting' || state.status === 'failed' ? state.cause.message : null
  })
}
