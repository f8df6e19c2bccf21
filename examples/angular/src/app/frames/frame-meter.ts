import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core'

/** Frames that the figures are taken over. */
const sample = 120

/** How long frames take: the middle one and the 95th percentile of the last two seconds. */
@Component({
  selector: 'app-frame-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (figures(); as frame) {
      <span
        class="dim"
        title="Time between two frames, of the last two seconds: the median, and the 95th percentile"
      >
        Frame {{ frame.median.toFixed(1) }} ms · p95 {{ frame.high.toFixed(1) }} ms
      </span>
    }
  `,
  styles: `
    :host {
      font-size: var(--small);
      white-space: nowrap;
    }
  `,
})
export class FrameMeter {
  protected readonly figures = signal<{ readonly median: number; readonly high: number } | undefined>(
    undefined,
  )

  constructor() {
    let times: number[] = []
    let before = performance.now()
    const measure = (at: number): void => {
      times.push(at - before)
      before = at
      if (times.length >= sample) {
        const sorted = [...times].sort((one, other) => one - other)
        times = []
        this.figures.set({ median: sorted[sample / 2] ?? 0, high: sorted[Math.floor(sample * 0.95)] ?? 0 })
      }
      handle = requestAnimationFrame(measure)
    }
    let handle = requestAnimationFrame(measure)
    inject(DestroyRef).onDestroy(() => cancelAnimationFrame(handle))
  }
}
