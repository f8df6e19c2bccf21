// A test of an application for the test runner that comes with Node.
import assert from 'node:assert'
import { test } from 'node:test'
import { toImage } from 'rx-omm'
import { runWithSimulator } from 'rx-omm/testing'

test('an image comes back after an outage', () => {
  runWithSimulator(({ consumer, simulator, watch, advance }) => {
    const image = watch(consumer.item('EUR=').pipe(toImage()))
    advance(1_000)
    simulator.drop()
    advance(5_000)
    assert.deepEqual(
      image.values.map(({ stale }) => stale === false),
      [true, false, true],
    )
  })
})
