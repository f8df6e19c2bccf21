import { DestroyRef, ElementRef, type Signal, afterNextRender, inject, signal } from '@angular/core'

/** The width of an element of the template, in pixels, as it changes; 0 until it is drawn. */
export const widthOf = (element: Signal<ElementRef<HTMLElement>>): Signal<number> => {
  const width = signal(0)
  const observer = new ResizeObserver(([entry]) => {
    if (entry) width.set(entry.contentRect.width)
  })
  afterNextRender(() => {
    observer.observe(element().nativeElement)
  })
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect()
  })
  return width.asReadonly()
}
