import { ChangeDetectionStrategy, Component, inject } from '@angular/core'
import { Faults } from './faults'

/** Makes the simulator fail, and tells what is wrong at the moment. */
@Component({
  selector: 'app-fault-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'fault-panel-title' },
  templateUrl: './fault-panel.html',
  styleUrl: './fault-panel.css',
})
export class FaultPanel {
  protected readonly faults = inject(Faults)
}
