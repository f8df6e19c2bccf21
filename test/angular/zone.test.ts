// @vitest-environment jsdom
import 'zone.js'
import '@angular/compiler'
import {
  type ApplicationRef,
  Component,
  NgZone,
  provideZoneChangeDetection,
  provideZonelessChangeDetection,
} from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { afterEach, describe, expect, it } from 'vitest'
import { pipe, timeout } from 'rxjs'
import { type ConsumerOptions, toImage } from 'rx-omm'
import { injectConsumer, injectImage, injectItem, provideConsumer } from 'rx-omm/angular'
import { createSimulator, inMemory, type Simulator } from 'rx-omm/simulator'

/** The zones in which something was asked of the network. */
const zones: string[] = []
const here = (): string => (NgZone.isInAngularZone() ? 'inside' : 'outside')

const feed = (): { readonly simulator: Simulator; readonly options: ConsumerOptions } => {
  const simulator = createSimulator()
  const { webSocket } = inMemory(simulator)
  return {
    simulator,
    options: {
      login: { name: 'me' },
      endpoints: 'ws://localhost:15000',
      backoff: { base: 1, cap: 1 },
      webSocket: (...asked) => {
        zones.push(here())
        return webSocket(...asked)
      },
    },
  }
}
class Quote {
  readonly quote = injectImage('EUR=')
}
Component({ selector: 'app-root', template: '{{ quote().status }} {{ quote().value?.fields?.BID }}' })(Quote)

class Impatient {
  readonly quote = injectItem('EUR=', { pipe: pipe(toImage(), timeout(60_000)) })
}
Component({ selector: 'app-root', template: '', host: { impatient: '' } })(Impatient)

class Root {
  readonly consumer = injectConsumer()
}
Component({ selector: 'app-root', template: '', host: { root: '' } })(Root)

const text = (): string => document.querySelector('app-root')?.textContent ?? ''
const until = async (seen: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 400 && !seen(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(seen()).toBe(true)
}

let app: ApplicationRef | undefined
afterEach(() => {
  app?.destroy()
  app = undefined
  zones.length = 0
})

describe.each([
  ['with zone.js', provideZoneChangeDetection()],
  ['without a zone', provideZonelessChangeDetection()],
])('an application %s', (_, changeDetection) => {
  it('is never stable while a consumer is open, or does not draw what comes from outside of the zone', async () => {
    document.body.innerHTML = '<app-root></app-root>'
    const { simulator, options } = feed()
    app = await bootstrapApplication(Quote, { providers: [changeDetection, provideConsumer(options)] })
    await until(() => text().startsWith('live'))
    await app.whenStable()
    expect(app.injector.get(NgZone)).toMatchObject({
      hasPendingMacrotasks: false,
      hasPendingMicrotasks: false,
    })
    simulator.updateItem('EUR=', { BID: 77 })
    await until(() => text() === 'live 77')
    simulator.stopAccepting()
    simulator.drop()
    await until(() => text() === 'stale 77')
    await app.whenStable()
    simulator.accept()
    await until(() => text().startsWith('live'))
    expect(new Set(zones)).toEqual(new Set(['outside']))
  })

  it('is kept from becoming stable by an operator that waits', async () => {
    document.body.innerHTML = '<app-root></app-root>'
    const { options } = feed()
    app = await bootstrapApplication(Impatient, { providers: [changeDetection, provideConsumer(options)] })
    expect(app.injector.get(NgZone)).toMatchObject({ hasPendingMacrotasks: false })
  })

  it('is kept from becoming stable by somebody who uses the consumer inside of the zone', async () => {
    document.body.innerHTML = '<app-root></app-root>'
    const { options } = feed()
    app = await bootstrapApplication(Root, {
      providers: [changeDetection, provideConsumer({ ...options, linger: 50 })],
    })
    const zone = app.injector.get(NgZone)
    const { consumer } = app.components[0]?.instance as Root
    const seen: string[] = []
    const subscription = zone.run(() => consumer.item('EUR=').subscribe(({ type }) => seen.push(type)))
    await until(() => seen.length > 0)
    // Leaving starts a timer: the session is kept for a while.
    zone.run(() => {
      subscription.unsubscribe()
    })
    expect(zone).toMatchObject({ hasPendingMacrotasks: false })
    expect(zones).toEqual(['outside'])
  })
})
