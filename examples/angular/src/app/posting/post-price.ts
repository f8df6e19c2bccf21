import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core'
import { PostError } from 'rx-omm'
import { injectConsumer, injectImage } from 'rx-omm/angular'
import { Quote } from '../board/quote'
import { digitsOf } from '../look/digits'
import { Selection } from '../selection'

interface Answer {
  readonly tone: 'good' | 'bad' | 'quiet'
  readonly text: string
}

/** Posts a bid and an ask for the chosen item, and tells what the server says. */
@Component({
  selector: 'app-post-price',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'post-price-title' },
  templateUrl: './post-price.html',
  styleUrl: './post-price.css',
})
export class PostPrice {
  readonly #consumer = injectConsumer()
  protected readonly name = inject(Selection).name
  /** What the server said last; another item begins without. */
  protected readonly answer = linkedSignal<string, Answer>({
    source: this.name,
    computation: () => ({ tone: 'quiet', text: '' }),
  })
  /** The item is open already, for the chart: whoever wants it again shares it. */
  readonly #quote = injectImage(this.name, { view: Quote, conflate: 500 })
  /** The prices that there are, to show what is expected. */
  protected readonly current = computed(() => {
    const fields = this.#quote().value?.fields
    const digits = digitsOf(this.name())
    return { bid: fields?.BID?.toFixed(digits) ?? '', ask: fields?.ASK?.toFixed(digits) ?? '' }
  })

  protected post(bid: number, ask: number): void {
    const name = this.name()
    this.answer.set({ tone: 'quiet', text: 'Sent, waiting for the answer…' })
    this.#consumer.post({ name, fields: { BID: bid, ASK: ask } }).subscribe({
      next: () => {
        this.answer.set({ tone: 'good', text: `${name} accepted` })
      },
      error: (error: unknown) => {
        const text = error instanceof PostError ? error.message : 'The post failed'
        this.answer.set({ tone: 'bad', text })
      },
    })
  }
}
