import { ChangeDetectionStrategy, Component, inject } from '@angular/core'
import { type Theme, Themes } from './theme'

/** Chooses the colours. */
@Component({
  selector: 'app-theme-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label>
      <span class="unseen">Colours</span>
      <select #select [value]="themes.chosen()" (change)="choose(select.value)">
        <option value="system">System</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  `,
})
export class ThemeSwitch {
  protected readonly themes = inject(Themes)

  protected choose(theme: string): void {
    this.themes.choose(theme as Theme)
  }
}
