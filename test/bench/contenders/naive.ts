/** RxJS as tutorials write it: one `webSocket()`, and for each item a `filter` and a `scan`. */
import { filter, mergeAll, scan } from 'rxjs'
import { webSocket } from 'rxjs/webSocket'
import { WebSocket } from 'ws'
import { crash, readItemTask, urlOf } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'

interface Message {
  readonly ID: number
  readonly Type: string
  readonly Domain?: string
  readonly Fields?: object
}

/** Without compression, as all others: `ws` offers it unless it is told not to. */
class Uncompressed extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { perMessageDeflate: false })
  }
}

const task = readItemTask()
const meter = createMeter(task)
const socket$ = webSocket<Message[] | object>({
  url: urlOf(task),
  protocol: 'tr_json2',
  WebSocketCtor: Uncompressed as never,
})
const message$ = (socket$ as typeof socket$ & { source: unknown }).pipe(
  filter((frame): frame is Message[] => Array.isArray(frame)),
  mergeAll(),
)

const follow = (name: string, id: number): void => {
  let first = true
  message$
    .pipe(
      filter(({ ID }) => ID === id),
      scan((image, { Fields }) => ({ ...image, ...Fields }), {}),
    )
    .subscribe({
      next: () => {
        if (first) meter.image()
        else meter.update()
        first = false
      },
      error: crash,
    })
  socket$.next({ ID: id, Key: { Name: name } })
}

message$.pipe(filter(({ Domain }) => Domain === 'Login')).subscribe(() => {
  task.names.forEach((name, index) => {
    follow(name, index + 2)
  })
})
socket$.next({ ID: 1, Domain: 'Login', Key: { Name: 'bench' } })
