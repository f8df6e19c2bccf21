import { type ElementRef, type Signal, computed, signal } from '@angular/core'
import { scale } from '../look/scale'
import { sizeOf } from '../look/size'

/** Height of a row in pixels where the text has its usual size, as the styles have it in `--row`. */
const usualHeight = 30

/** Rows above and below that are drawn though nobody sees them: for the next turn of the wheel, and for the tab key. */
const spare = 4

/** Which rows of a long table are in sight. */
export interface RowWindow {
  /** Height of a row in pixels. */
  readonly height: Signal<number>
  /** Index of the first row that is drawn. */
  readonly first: Signal<number>
  /** Index after the last row that is drawn. */
  readonly end: Signal<number>
  /** To be called when the table was scrolled. */
  readonly follow: (top: number) => void
}

/** Follows which rows of a table are in sight. Those out of sight cost nothing if they are not drawn. */
export const rowWindow = (scroller: Signal<ElementRef<HTMLElement>>, count: Signal<number>): RowWindow => {
  const size = sizeOf(scroller)
  const top = signal(0)
  const height = computed(() => (size().height > 0 ? usualHeight * scale() : usualHeight))
  const first = computed(() => {
    const seen = Math.floor(top() / height())
    // An even one: the stripes of a table would flicker otherwise, and half of the scrolling redraws nothing.
    return Math.max(0, Math.min(seen, count() - 1) - spare) & ~1
  })
  return {
    height,
    first,
    end: computed(() => Math.min(count(), first() + 2 * spare + 2 + Math.ceil(size().height / height()))),
    follow: (to) => {
      top.set(to)
    },
  }
}
