import { ChangeDetectionStrategy, Component, inject } from '@angular/core'
import { FEED_TOKEN } from '../feed/feed-token'

/** The buttons that make the simulator fail. */
@Component({
  selector: 'app-fault-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (fault of feed.faults; track fault.id) {
      <button type="button" [title]="fault.about" [attr.data-fault]="fault.id" (click)="feed.fail(fault.id)">
        {{ fault.label }}
      </button>
    }
  `,
})
export class FaultButtons {
  protected readonly feed = inject(FEED_TOKEN)
}
