import { createConsumer, describeEvent } from 'rx-omm'
import { createSimulator, inMemory } from 'rx-omm/simulator'
import { firstValueFrom } from 'rxjs'
import { expect, it } from 'vitest'

it('a state or an event shows the key in the query of an address, or the address is asked for without it', async () => {
  const { webSocket } = inMemory(createSimulator())
  const asked: string[] = []
  const told: unknown[] = []
  const consumer = createConsumer({
    endpoints: 'ws://localhost/WebSocket?key=hunter22',
    login: { name: 'me' },
    webSocket: (url, protocols) => {
      asked.push(url)
      return webSocket(url.replace(/\?.*/, ''), protocols)
    },
  })
  consumer.state$.subscribe((state) => told.push(state))
  consumer.events$.subscribe((event) => told.push(event, describeEvent(event)))
  await firstValueFrom(consumer.item('EUR='), { defaultValue: undefined })
  await consumer.close()
  expect(asked).toEqual(['ws://localhost/WebSocket?key=hunter22'])
  expect(JSON.stringify(told)).toContain('ws://localhost/WebSocket"')
  expect(JSON.stringify(told)).not.toContain('hunter22')
})
