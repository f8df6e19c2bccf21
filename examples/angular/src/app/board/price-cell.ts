import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
} from '@angular/core'
import { digitsOf } from '../look/digits'

/** A price, which flashes when it rises or falls. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- a cell of a table
  selector: 'td[appPriceCell]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'price' },
  template: '{{ text() }}',
  styles: `
    :host {
      padding: 3px 8px;
      font-family: var(--mono);
      text-align: right;
      white-space: nowrap;
    }
  `,
})
export class PriceCell {
  readonly price = input.required<number | null | undefined>({ alias: 'appPriceCell' })
  readonly of = input.required<string>()
  /** A stale price does not flash: it has not moved, it has come back. */
  readonly quiet = input(false)

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement
  protected readonly text = computed(() => this.price()?.toFixed(digitsOf(this.of())) ?? '–')

  constructor() {
    let before: { readonly price: number; readonly of: string } | undefined
    effect(() => {
      const price = this.price()
      if (typeof price !== 'number') return
      const of = this.of()
      if (before?.of === of && before.price !== price && !this.quiet()) this.#flash(price > before.price)
      before = { price, of }
    })
  }

  #flash(up: boolean): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    // An animation of its own: nothing to clean up, and a second change begins anew.
    const colour = getComputedStyle(this.#element).getPropertyValue(up ? '--up-wash' : '--down-wash')
    this.#element.animate([{ backgroundColor: colour }, { backgroundColor: 'transparent' }], 700)
  }
}
