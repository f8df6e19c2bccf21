import { DestroyRef, type ElementRef, type Signal, afterNextRender, inject, signal } from '@angular/core'

/** Width and height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** The size of an element of the template as it changes; nothing until it is drawn. */
export const sizeOf = (element: Signal<ElementRef<HTMLElement>>): Signal<Size> => {
  const size = signal<Size>({ width: 0, height: 0 })
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.set({ width: entry.contentRect.width, height: entry.contentRect.height })
  })
  afterNextRender(() => {
    observer.observe(element().nativeElement)
  })
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect()
  })
  return size.asReadonly()
}
