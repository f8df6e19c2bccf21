/** Floor B: the same through `rxjs-websockets`. */
import * as rxjsWebSockets from 'rxjs-websockets'
import { Subject, switchMap, type Observable } from 'rxjs'
import { WebSocket } from 'ws'
import { readItemTask, urlOf } from '../harness/contender.js'
import { floorLogin, floorRequests, type FloorMessage } from '../harness/floor-client.js'
import { createMeter } from '../harness/meter.js'

// The function lies one level deeper in Node than its types say.
const { default: makeWebSocketObservable } = rxjsWebSockets.default as unknown as {
  readonly default: (
    url: string,
    options: object,
  ) => Observable<(input$: Observable<string>) => Observable<string>>
}

const task = readItemTask()
const meter = createMeter(task)
const input$ = new Subject<string>()
let onImage = (): void => undefined

makeWebSocketObservable(urlOf(task), {
  makeWebSocket: (url: string) => new WebSocket(url, ['tr_json2'], { perMessageDeflate: false }),
})
  .pipe(
    switchMap((getResponses) => {
      queueMicrotask(() => {
        input$.next(floorLogin)
      })
      return getResponses(input$)
    }),
  )
  .subscribe((frame) => {
    for (const message of JSON.parse(frame) as FloorMessage[]) {
      if (message.Type === 'Update') meter.update()
      else if (message.Domain === 'Login')
        onImage = floorRequests(task, (text) => {
          input$.next(text)
        })
      else if (message.Type === 'Refresh') {
        meter.image()
        onImage()
      }
    }
  })
