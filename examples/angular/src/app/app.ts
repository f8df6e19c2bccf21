import { ChangeDetectionStrategy, Component } from '@angular/core'
import { QuoteBoard } from './board/quote-board'
import { PriceChart } from './chart/price-chart'
import { FrameMeter } from './frames/frame-meter'
import { OrderLadder } from './ladder/order-ladder'
import { ThemeSwitch } from './look/theme-switch'
import { PostPrice } from './posting/post-price'
import { ConsumerTree } from './session/consumer-tree'
import { FailureNotice } from './session/failure-notice'
import { FaultPanel } from './session/fault-panel'
import { SessionState } from './session/session-state'
import { SessionTimeline } from './session/session-timeline'
import { SymbolList } from './symbols/symbol-list'

/** The page: panels on a grid, the session at its foot. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    QuoteBoard,
    PriceChart,
    FrameMeter,
    OrderLadder,
    ThemeSwitch,
    PostPrice,
    ConsumerTree,
    FailureNotice,
    FaultPanel,
    SessionState,
    SessionTimeline,
    SymbolList,
  ],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {}
