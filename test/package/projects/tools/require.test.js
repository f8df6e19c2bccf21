// A test in CommonJS.
const { createConsumer, toImage } = require('rx-omm')
const { createSimulator, serveSimulator } = require('rx-omm/simulator')
const { runWithSimulator } = require('rx-omm/testing')
const { firstValueFrom } = require('rxjs')

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
