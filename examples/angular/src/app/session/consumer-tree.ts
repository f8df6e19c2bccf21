import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { toSignal } from '@angular/core/rxjs-interop'
import { injectConsumer } from 'rx-omm/angular'
import { EMPTY, catchError } from 'rxjs'
import { Quotes } from '../board/quotes'
import { injectNow } from '../look/ticking'
import { type TreeLine, itemLines, serviceLines, sessionLines, tokenLines } from './tree-lines'
import { SessionLog } from './session-log'

/** The consumer from the inside: token, session, services and items. */
@Component({
  selector: 'app-consumer-tree',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'consumer-tree-title' },
  template: `
    <header><h2 id="consumer-tree-title">Consumer</h2></header>
    <div class="scroll" tabindex="0" role="group" aria-label="Parts of the consumer">
      <dl>
        @for (line of lines(); track line.name) {
          <div [class.part]="line.part">
            <dt>{{ line.name }}</dt>
            <dd [attr.data-tone]="line.tone" [title]="line.value">{{ line.value }}</dd>
          </div>
        }
      </dl>
    </div>
  `,
  styleUrl: './consumer-tree.css',
})
export class ConsumerTree {
  readonly #log = inject(SessionLog)
  readonly #tally = inject(Quotes).tally
  /** What ends the consumer for good ends this stream, too; the session's line shows it. */
  readonly #services = toSignal(injectConsumer().services$.pipe(catchError(() => EMPTY)))
  readonly #now = injectNow(1_000)

  protected readonly lines = computed((): readonly TreeLine[] => [
    ...tokenLines(this.#log.tokens().at(-1), this.#now()),
    ...sessionLines(this.#log.state(), this.#now()),
    ...serviceLines(this.#services()),
    ...itemLines(this.#tally()),
  ])
}
