import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  viewChild,
} from '@angular/core'
import { QuoteRow } from './quote-row'
import { Quotes } from './quotes'
import { rowWindow } from './row-window'
import { Watchlist } from './watchlist'

/** The quotes of the watchlist, and a field to add to it. Only the rows in sight are drawn. */
@Component({
  selector: 'app-quote-board',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [QuoteRow],
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'quote-board-title' },
  templateUrl: './quote-board.html',
  styleUrl: './quote-board.css',
})
export class QuoteBoard {
  readonly #injector = inject(Injector)
  protected readonly watchlist = inject(Watchlist)
  protected readonly quotes = inject(Quotes).list

  protected readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller')
  protected readonly rows = rowWindow(
    this.scroller,
    computed(() => this.quotes().length),
  )
  protected readonly shown = computed(() => this.quotes().slice(this.rows.first(), this.rows.end()))

  protected add(input: HTMLInputElement): void {
    const name = input.value.trim()
    this.watchlist.add(name)
    input.value = ''
    afterNextRender(
      () => {
        this.#bringIntoSight(this.watchlist.names().indexOf(name))
      },
      { injector: this.#injector },
    )
  }

  /** The arrow keys go from row to row. */
  protected walk(event: Event, step: 'nextElementSibling' | 'previousElementSibling'): void {
    const row = event.target instanceof Element ? event.target.closest('tr')?.[step] : undefined
    const name = row?.querySelector<HTMLElement>('.name')
    if (!name) return
    event.preventDefault()
    name.focus()
  }

  /** A new row is the last one, and one that is there already may be anywhere. */
  #bringIntoSight(index: number): void {
    const { nativeElement } = this.scroller()
    nativeElement.scrollTop = index * this.rows.height() - nativeElement.clientHeight / 2
  }
}
