import { DestroyRef, type Signal, computed, inject, Injectable, signal } from '@angular/core'
import { keep, kept } from './kept'

/** Light, dark, or as the system has it. */
export type Theme = 'system' | 'light' | 'dark'

const isTheme = (text: string | null): text is Theme =>
  text === 'light' || text === 'dark' || text === 'system'

/** The colours that the user wants, and those that there are. */
@Injectable({ providedIn: 'root' })
export class Themes {
  readonly #system = signal<'light' | 'dark'>('light')
  readonly #chosen = signal<Theme>('system')

  /** What the user chose. */
  readonly chosen: Signal<Theme> = this.#chosen.asReadonly()
  /** What it comes to. */
  readonly actual = computed(() => {
    const chosen = this.#chosen()
    return chosen === 'system' ? this.#system() : chosen
  })

  constructor() {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const follow = (): void => {
      this.#system.set(dark.matches ? 'dark' : 'light')
    }
    follow()
    dark.addEventListener('change', follow)
    inject(DestroyRef).onDestroy(() => {
      dark.removeEventListener('change', follow)
    })
    const before = kept('theme')
    if (isTheme(before)) this.choose(before)
  }

  choose(theme: Theme): void {
    this.#chosen.set(theme)
    // At once, and not with the next change detection: what is drawn in colours of the page reads them then.
    document.documentElement.dataset['theme'] = theme
    keep('theme', theme)
  }
}

/** The colours that there are, for what is drawn and not styled. */
export const injectTheme = (): Signal<'light' | 'dark'> => inject(Themes).actual
