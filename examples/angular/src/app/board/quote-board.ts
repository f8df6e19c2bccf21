import { ChangeDetectionStrategy, Component, inject } from '@angular/core'
import { injectImages } from 'rx-omm/angular'
import { Quote } from './quote'
import { QuoteRow } from './quote-row'
import { Watchlist } from './watchlist'

/** The quotes of the watchlist, and a field to add to it. */
@Component({
  selector: 'app-quote-board',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [QuoteRow],
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'quote-board-title' },
  templateUrl: './quote-board.html',
  styleUrl: './quote-board.css',
})
export class QuoteBoard {
  protected readonly watchlist = inject(Watchlist)
  /** A signal for each name. Sixteen milliseconds are a frame of the screen: nobody sees more. */
  protected readonly quotes = injectImages(this.watchlist.names, { view: Quote, conflate: 16 })

  protected add(input: HTMLInputElement): void {
    this.watchlist.add(input.value.trim())
    input.value = ''
  }
}
