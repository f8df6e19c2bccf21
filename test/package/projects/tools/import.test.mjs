// The same as a module.
import { createConsumer, toImage } from 'rx-omm'
import { createSimulator, serveSimulator } from 'rx-omm/simulator'
import { runWithSimulator } from 'rx-omm/testing'
import { firstValueFrom } from 'rxjs'

test('an image comes back after an outage', () => {
  runWithSimulator(({ consumer, simulator, watch, advance }) => {
    const image = watch(consumer.item('EUR=').pipe(toImage()))
    advance(1_000)
    simulator.drop()
    advance(5_000)
    expect(image.values.map(({ stale }) => stale === false)).toEqual([true, false, true])
  })
})

test('an item comes over a socket', async () => {
  const { wsUrl, close } = await serveSimulator(createSimulator())
  const consumer = createConsumer({ login: { name: 'me' }, endpoints: wsUrl })
  expect(await firstValueFrom(consumer.item('EUR=').pipe(toImage()))).toMatchObject({ stale: false })
  await consumer.close()
  await close()
})
