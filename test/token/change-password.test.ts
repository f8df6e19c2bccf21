import { retry, type Observable } from 'rxjs'
import { expect, it } from 'vitest'
import { changePassword } from '../../src/token/change-password.js'
import { fakeHttp, json, redirect, type FakeHttp } from '../support/fake-http.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'
import { granted, mark, password } from './support.js'

const change = (fake: FakeHttp): Observable<void> =>
  changePassword({ username: 'u', password, newPassword: `${mark}-new&=`, clientId: 'c', http: fake.http })

it('nothing is sent before somebody subscribes; then both passwords, once', () => {
  const fake = fakeHttp(() => granted(0))
  const changed$ = change(fake)
  expect(fake.requests).toHaveLength(0)
  const seen = [watch(changed$), watch(changed$)]
  expect(seen.map(({ values, completed }) => [values, completed])).toEqual([[[undefined], true], [[undefined], true]]) // prettier-ignore
  expect(fake.requests).toHaveLength(1)
  expect(fake.form(0)).toMatchObject({ grant_type: 'password', password, newPassword: `${mark}-new&=` })
})

it('a retry from outside does not send the old password again', () => {
  const fake = fakeHttp(() => json(400, { error: 'access_denied' }))
  expect(watch(change(fake).pipe(retry(3))).error).toMatchObject({ code: 'credentials-refused' })
  expect(fake.requests).toHaveLength(1)
})

it('a redirect is followed to its Location, not to the same address again', () => {
  const fake = fakeHttp((_, index) =>
    index === 0 ? redirect(307, 'https://login.refinitiv.com/t') : granted(0),
  )
  expect(watch(change(fake)).completed).toBe(true)
  expect(fake.requests[1]?.url).toBe('https://login.refinitiv.com/t')
})

it('a redirect to a foreign host gets neither password', () => {
  const fake = fakeHttp(() => redirect(307, 'https://evil.test/'))
  expect(watch(change(fake)).error).toMatchObject({ code: 'untrusted-redirect' })
  expect(fake.requests).toHaveLength(1)
})

it('one who leaves does not take back a change that is under way', () => {
  const fake = fakeHttp(() => granted(0), 1_000)
  inVirtualTime(() => {
    const changed$ = change(fake)
    watch(changed$).unsubscribe()
    at(1_001, () => {
      expect(watch(changed$).completed).toBe(true)
    })
  })
  expect(fake.aborted()).toBe(0)
})
