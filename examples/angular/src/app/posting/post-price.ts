import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core'
import { PostError } from 'rx-omm'
import { injectConsumer } from 'rx-omm/angular'
import { Selection } from '../selection'

/** Posts a bid and an ask for the chosen item, and tells what the server says. */
@Component({
  selector: 'app-post-price',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'post-price-title' },
  template: `
    <header>
      <h2 id="post-price-title">Post</h2>
      <span>{{ name() }}</span>
    </header>
    <form (submit)="post(bid.valueAsNumber, ask.valueAsNumber); $event.preventDefault()">
      <label>Bid <input #bid type="number" step="any" required data-post="bid" /></label>
      <label>Ask <input #ask type="number" step="any" required data-post="ask" /></label>
      <button type="submit">Post</button>
      <p role="status" [attr.data-tone]="tone()">{{ answer() }}</p>
    </form>
  `,
  styles: `
    form {
      display: grid;
      align-content: start;
      gap: var(--gap);
      padding: 10px;
    }

    label {
      display: grid;
      grid-template-columns: 3em minmax(0, 1fr);
      align-items: center;
    }

    p {
      min-height: 1.4em;
      margin: 0;
      font-size: var(--small);
    }

    p[data-tone='good'] {
      color: var(--up);
    }

    p[data-tone='bad'] {
      color: var(--down);
    }
  `,
})
export class PostPrice {
  readonly #consumer = injectConsumer()
  protected readonly name = inject(Selection).name
  protected readonly answer = signal('')
  protected readonly tone = signal<'good' | 'bad' | 'quiet'>('quiet')

  protected post(bid: number, ask: number): void {
    const name = this.name()
    this.#tell('quiet', 'Sent, waiting for the answer…')
    this.#consumer.post({ name, fields: { BID: bid, ASK: ask } }).subscribe({
      next: () => {
        this.#tell('good', `${name} accepted`)
      },
      error: (error: unknown) => {
        this.#tell('bad', error instanceof PostError ? error.message : 'The post failed')
      },
    })
  }

  #tell(tone: 'good' | 'bad' | 'quiet', text: string): void {
    this.tone.set(tone)
    this.answer.set(text)
  }
}
