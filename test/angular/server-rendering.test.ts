import '@angular/compiler'
import { Component, provideZonelessChangeDetection, signal } from '@angular/core'
import { bootstrapApplication, type BootstrapContext } from '@angular/platform-browser'
import { provideServerRendering, renderApplication } from '@angular/platform-server'
import { expect, it } from 'vitest'
import {
  CONSUMER,
  injectConsumer,
  injectConsumerState,
  injectImage,
  injectImages,
  provideConsumer,
  withSetup,
} from 'rx-omm/angular'
import { fakeConsumer } from 'rx-omm/testing'

class Page {
  readonly consumer = injectConsumer()
  readonly state = injectConsumerState()
  readonly fixed = injectImage('EUR=')
  readonly changing = injectImage(signal('JPY='))
  readonly board = injectImages(['EUR=', 'JPY='])

  constructor() {
    this.consumer.item('EUR=').subscribe()
    this.consumer.services$.subscribe()
  }
}
Component({
  selector: 'app-root',
  template: `{{ state().status }} {{ fixed().status }} {{ changing().name }} {{ changing().status }}
    @for (quote of board(); track quote) {
      {{ quote().status }}
    }`,
})(Page)

const render = (provided: unknown): Promise<string> =>
  renderApplication(
    (context: BootstrapContext) =>
      bootstrapApplication(
        Page,
        { providers: [provideServerRendering(), provideZonelessChangeDetection(), provided as []] },
        context,
      ),
    { document: '<html><body><app-root></app-root></body></html>', url: '/' },
  )

it('a page that is rendered on a server opens a connection, waits for one, or makes a consumer', async () => {
  const asked: string[] = []
  const html = await render(
    provideConsumer(
      () => {
        asked.push('options')
        return { login: { name: 'me' }, endpoints: 'localhost' }
      },
      withSetup(() => asked.push('set up')),
    ),
  )
  expect(html.replace(/<[^>]*>|\s+/g, ' ').trim()).toMatch(/idle loading JPY= loading +loading +loading/)
  expect(asked).toEqual([])
})

it('a signal opens an item of another consumer on a server', async () => {
  const consumer = fakeConsumer({ items: { 'EUR=': { BID: 1 }, 'JPY=': { BID: 150 } } })
  const html = await render({ provide: CONSUMER, useValue: consumer })
  expect(html).toContain('loading JPY= loading')
})
