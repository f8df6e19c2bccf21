import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { toBook } from 'rx-omm'
import { injectItem } from 'rx-omm/angular'
import { digitsOf } from '../look/digits'
import { reasonOf } from '../look/reason'
import { Selection } from '../selection'
import { depth, ladderOf } from './ladder'

/** The order book of the chosen item: the spread in the middle, sizes as bars, and what they add up to. */
@Component({
  selector: 'app-order-ladder',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    class: 'panel',
    role: 'region',
    'aria-labelledby': 'order-ladder-title',
    '[attr.data-book]': 'book().status',
  },
  templateUrl: './order-ladder.html',
  styleUrl: './order-ladder.css',
})
export class OrderLadder {
  protected readonly name = inject(Selection).name
  protected readonly reasonOf = reasonOf
  protected readonly book = injectItem(this.name, {
    domain: 'MarketByPrice',
    conflate: 100,
    pipe: toBook({ levels: depth }),
  })
  protected readonly ladder = computed(() =>
    ladderOf(this.book().value ?? { bids: [], asks: [] }, digitsOf(this.name())),
  )
}
