/** rx-omm holding many items: what each of them takes, and what is left when they are left. */
import { toImage } from 'rx-omm'
import { Subscription, type Observable } from 'rxjs'
import { crash, readTask, tell } from '../harness/contender.js'
import { heapInUse } from '../harness/heap.js'
import type { MemoryReading, MemoryTask } from '../harness/memory-task.js'
import { openConsumer } from '../harness/open-consumer.js'
import { itemNames } from '../harness/task.js'

const task = readTask<MemoryTask>()
const { holds, count } = task
const consumer = openConsumer(task)
const withUpdates = holds === 'updated' || holds === 'image-updated'

/** Opens one item that keeps the session open all the time. */
const openFirst = async (): Promise<void> =>
  new Promise((resolve) => {
    consumer.item('FIRST.N').subscribe({
      next: () => {
        resolve()
      },
      error: crash,
    })
  })

/** The items in the way of this case. */
const sources = (names: readonly string[]): Observable<unknown>[] => {
  switch (holds) {
    case 'items':
      return [consumer.items(names)]
    case 'uncached':
      return names.map((name) => consumer.item(name, { cache: false }))
    case 'image':
    case 'image-updated':
      return names.map((name) => consumer.item(name).pipe(toImage()))
    default:
      return names.map((name) => consumer.item(name))
  }
}

/** Opens all items, and waits for all that is to come for them. */
const openAll = async (): Promise<Subscription> =>
  new Promise((resolve) => {
    const subscriptions = new Subscription()
    let heard = 0
    const onEvent = (): void => {
      heard += 1
      if (heard === count && withUpdates) tell({ ready: true })
      if (heard === (withUpdates ? 2 : 1) * count) resolve(subscriptions)
    }
    const observer = { next: onEvent, error: crash }
    for (const source$ of sources(itemNames(count))) subscriptions.add(source$.subscribe(observer))
  })

await openFirst()
const before = await heapInUse()
let subscriptions: Subscription | undefined = await openAll()
const open = await heapInUse()
subscriptions.unsubscribe()
subscriptions = undefined
const after = await heapInUse()
const reading: MemoryReading = { before, open, after }
tell({ reading })
