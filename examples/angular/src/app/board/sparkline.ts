import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core'

/** Size in pixels. */
const width = 80
const height = 20

/** The last prices as a line, without any scale: where it came from, not how far. */
@Component({
  selector: 'app-sparkline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 80 20" preserveAspectRatio="none" aria-hidden="true">
      <polyline [attr.points]="points()" [attr.data-tone]="tone()" />
    </svg>
  `,
  styles: `
    svg {
      display: block;
      width: 100%;
      height: 20px;
    }

    polyline {
      fill: none;
      stroke: var(--dim);
      stroke-width: 1.25px;
      vector-effect: non-scaling-stroke;
    }

    polyline[data-tone='up'] {
      stroke: var(--up);
    }

    polyline[data-tone='down'] {
      stroke: var(--down);
    }
  `,
})
export class Sparkline {
  readonly prices = input.required<readonly number[]>()

  protected readonly points = computed(() => {
    const prices = this.prices()
    const low = Math.min(...prices)
    const span = Math.max(...prices) - low || 1
    const step = width / Math.max(1, prices.length - 1)
    return prices
      .map(
        (price, index) =>
          `${(index * step).toFixed(1)},${(height - 2 - ((price - low) / span) * (height - 4)).toFixed(1)}`,
      )
      .join(' ')
  })
  protected readonly tone = computed(() => {
    const [first, last] = [this.prices().at(0), this.prices().at(-1)]
    if (first === undefined || last === undefined || first === last) return 'level'
    return last > first ? 'up' : 'down'
  })
}
