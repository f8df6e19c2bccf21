import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { SessionLog } from './session-log'

/** Says so when the consumer has ended for good, and what can be done about it. */
@Component({
  selector: 'app-failure-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (failure(); as failure) {
      <div class="notice" role="alert">
        <p>
          <strong>The feed has ended and does not come back by itself:</strong> {{ failure.message }}
          <code>{{ failure.code }}</code>
        </p>
        <p>
          What this page shows is old. Trying again as it is would fail again: see to the cause, such as a
          user who is not allowed, then begin anew.
        </p>
        <button type="button" (click)="restart()">Begin anew</button>
      </div>
    }
  `,
  styles: `
    .notice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      padding: 10px 12px;
      border-bottom: 2px solid var(--down);
      background: var(--down-wash);
    }

    code {
      font-family: var(--mono);
      font-size: var(--small);
    }
  `,
})
export class FailureNotice {
  readonly #log = inject(SessionLog)
  protected readonly failure = computed(() => {
    const state = this.#log.state()
    return state.status === 'failed' ? state.cause : undefined
  })

  protected restart(): void {
    location.reload()
  }
}
