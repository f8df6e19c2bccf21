import { Injectable, signal } from '@angular/core'

/** The item that chart and ladder show: the one that was chosen last on the board. */
@Injectable({ providedIn: 'root' })
export class Selection {
  readonly name = signal('EUR=')
}
