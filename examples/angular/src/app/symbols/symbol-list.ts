import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { toMembers } from 'rx-omm'
import { injectItem } from 'rx-omm/angular'
import { Watchlist } from '../board/watchlist'
import { reasonOf } from '../look/reason'

/** A symbol list of the server, and its members to be put on the board. */
@Component({
  selector: 'app-symbol-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'symbol-list-title' },
  template: `
    <header>
      <h2 id="symbol-list-title">Symbols</h2>
      @if (list().status === 'stale') {
        <span class="badge" data-tone="warn">Stale</span>
      }
      <span class="item">0#.DJI</span>
    </header>
    @let state = list();
    @if (state.status === 'failed') {
      @let reason = reasonOf(state.error);
      <p>
        <span class="badge" data-tone="bad">{{ reason.code }}</span> {{ reason.text }}
      </p>
    } @else {
      <ul aria-label="Members of 0#.DJI" [class.old]="state.stale !== false">
        @for (name of names(); track name) {
          <li>
            {{ name }}
            @let there = watchlist.names().includes(name);
            <button
              type="button"
              [disabled]="watchlist.crowded()"
              (click)="there ? watchlist.remove(name) : watchlist.add(name)"
            >
              {{ there ? 'Remove' : 'Add' }}<span class="unseen"> {{ name }}</span>
            </button>
          </li>
        } @empty {
          <li class="dim">Waiting for the list…</li>
        }
      </ul>
    }
  `,
  styles: `
    ul {
      overflow: auto;
      flex: 1;
      min-height: 0;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    ul.old {
      color: var(--dim);
    }

    li {
      display: flex;
      min-height: 2.3rem;
      align-items: center;
      justify-content: space-between;
      padding: 2px 10px;
      border-bottom: 1px solid color-mix(in srgb, var(--line) 50%, transparent);
    }

    p {
      padding: 10px;
    }

    @media (width < 71.25em) {
      ul {
        max-height: 17rem;
      }
    }
  `,
})
export class SymbolList {
  protected readonly watchlist = inject(Watchlist)
  protected readonly reasonOf = reasonOf
  protected readonly list = injectItem('0#.DJI', { domain: 'SymbolList', pipe: toMembers() })
  protected readonly names = computed(() => [...(this.list().value?.members.keys() ?? [])])
}
