/** What cannot be saved: an `Observable` with a subscriber for each item, or an image of each, and nothing else. */
import { Observable, Subscription } from 'rxjs'
import { readTask, tell, urlOf } from '../harness/contender.js'
import { openFloor, type FloorMessage } from '../harness/floor-client.js'
import { heapInUse } from '../harness/heap.js'
import type { MemoryReading, MemoryTask } from '../harness/memory-task.js'
import { itemNames } from '../harness/task.js'

const task = readTask<MemoryTask>()

interface Image extends FloorMessage {
  readonly Fields: Record<string, unknown>
}

const subscribeAll = (): Subscription => {
  const subscriptions = new Subscription()
  const known = new Map<string, unknown>()
  const observer = { next: () => undefined }
  for (const name of itemNames(task.count)) {
    const source$ = new Observable((subscriber) => {
      known.set(name, subscriber)
      return () => {
        known.delete(name)
      }
    })
    subscriptions.add(source$.subscribe(observer))
  }
  return subscriptions
}

const openImages = async (images: Map<number, object>): Promise<() => void> =>
  new Promise((resolve) => {
    const wanted = { names: itemNames(task.count), domain: 'MarketPrice' } as const
    const socket = openFloor(urlOf(task), wanted, (message) => {
      images.set(message.ID, (message as Image).Fields)
      if (images.size === task.count)
        resolve(() => {
          socket.close()
          images.clear()
        })
    })
  })

const before = await heapInUse()
const images = new Map<number, object>()
let leave: (() => void) | undefined
if (task.holds === 'floor-images') leave = await openImages(images)
else {
  const subscriptions = subscribeAll()
  leave = () => {
    subscriptions.unsubscribe()
  }
}
const open = await heapInUse()
leave()
leave = undefined
const after = await heapInUse()
const reading: MemoryReading = { before, open, after }
tell({ reading })
