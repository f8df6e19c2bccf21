/** The back end of server-sent-events.ts as a NestJS service: `new EventSource('/quotes?name=EUR=')`. */
import 'reflect-metadata'
import {
  Controller,
  Inject,
  Module,
  Query,
  Sse,
  type BeforeApplicationShutdown,
  type MessageEvent,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { conflate, createConsumer, toImage, type Consumer } from 'rx-omm'
import { catchError, filter, firstValueFrom, interval, map, of, type Observable } from 'rxjs'
import { openFeed } from './support/feed.js'

const feed = await openFeed()

const CONSUMER = Symbol('consumer')

@Controller()
class QuotesController {
  constructor(@Inject(CONSUMER) private readonly consumer: Consumer) {}

  /** Whoever leaves the page leaves the item: Nest unsubscribes. */
  @Sse('quotes')
  quotes(@Query('name') name = 'EUR='): Observable<MessageEvent> {
    return this.consumer.item(name, { view: ['BID', 'ASK'] }).pipe(
      conflate(250),
      toImage(),
      map(({ fields, stale }) => ({ data: { name, ...fields, stale: stale !== false } })),
      // An event, because status 200 is out by now. The page should close its EventSource, or that asks again.
      catchError((error: unknown) =>
        of({ type: 'failed', data: error instanceof Error ? error.message : 'unknown' }),
      ),
    )
  }
}

@Module({
  controllers: [QuotesController],
  // One consumer for the whole service: however many pages look at an item, it is open once.
  providers: [{ provide: CONSUMER, useFactory: () => createConsumer(feed.options) }],
})
class QuotesModule implements BeforeApplicationShutdown {
  constructor(@Inject(CONSUMER) private readonly consumer: Consumer) {}

  /** Before, not on: this ends the streams, and Nest waits for open answers in between. */
  beforeApplicationShutdown(): Promise<void> {
    return this.consumer.close()
  }
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest takes literals
const app = await NestFactory.create(QuotesModule, {
  logger: ['error', 'warn'],
  // Browsers keep connections open on which they ask nothing: these must not hold up the end.
  forceCloseConnections: true,
})
// A service that is told to stop logs out: SIGTERM and SIGINT lead to the method above.
app.enableShutdownHooks()
await app.listen(0, '127.0.0.1')
const address = await app.getUrl()

const openItems = (): number | undefined => feed.simulator?.connections[0]?.streams.size

/** A page, played by `fetch`: it leaves after its third message, or when told that there is nothing to wait for. */
const page = async (name: string): Promise<void> => {
  const { body } = await fetch(`${address}/quotes?name=${name}`)
  let messages = 0
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    if (chunk.trim() !== '') console.log(chunk.trim())
    messages += chunk.split('data: ').length - 1
    if (messages < 3) continue
    console.log(`items open at the server: ${openItems() ?? 'unknown'}`)
    break
  }
}
await Promise.all([page('EUR='), page('EUR=')])
await page('UNKNOWN.X')

// A page has left when its connection is gone.
if (feed.simulator) {
  await firstValueFrom(interval(10).pipe(filter(() => openItems() === 0)), { defaultValue: 0 })
}
console.log(`items open after the pages left: ${openItems() ?? 'unknown'}`)

await app.close()
await feed.close()
