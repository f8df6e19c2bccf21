import { expect, it } from 'vitest'
import { angularApplications, applications, bundleSize } from '../support/bundle-size.js'

/**
 * Most bytes that each application may have to load, minified and compressed, without rxjs: what was reached, and
 * three hundredths more. Who goes beyond them either finds out what came in without need, or raises them knowingly.
 */
const budgets: Readonly<Record<keyof typeof applications, number>> = {
  core: 78_500,
  oneItem: 44_200,
  oneImage: 45_200,
  orderBook: 47_200,
  versionTwo: 55_300,
}

it.each(Object.entries(budgets))('%s grows beyond its budget', async (name, budget) => {
  const { gzip } = await bundleSize(applications[name as keyof typeof applications])
  expect(gzip).toBeLessThanOrEqual(budget)
})

/** Most bytes that `rx-omm/angular` may add to an application with one image, in the same manner. */
const angularBudgets: Readonly<Record<keyof typeof angularApplications, number>> = {
  onePrice: 2_900,
  all: 3_350,
}

it.each(Object.entries(angularBudgets))('%s of Angular adds more than its budget', async (name, budget) => {
  const { gzip, rooms } = await bundleSize(angularApplications[name as keyof typeof angularApplications])
  expect(gzip - (await bundleSize(applications.oneImage)).gzip).toBeLessThanOrEqual(budget)
  // Angular itself is what the application has anyway.
  expect([...rooms.keys()].filter((room) => room.startsWith('@angular'))).toEqual([])
})

it('a small application carries packages that it has no use for', async () => {
  const { rooms, lazy } = await bundleSize(applications.oneItem)
  for (const name of ['io-ts', 'fp-ts', 'ts-pattern', 'jose', 'operators'])
    expect(rooms.has(name)).toBe(false)
  expect(lazy).toEqual([])
})

it('what signs assertions is loaded before the first of them is needed, or with all that it can do', async () => {
  const { rooms, lazy, lazyGzip } = await bundleSize(applications.versionTwo)
  expect(rooms.has('jose')).toBe(false)
  expect(lazy).toEqual(['jose'])
  expect(lazyGzip).toBeLessThanOrEqual(7_900)
})
