import { describe, expect, it } from 'vitest'
import { online } from './support-book.js'

describe('a yield curve', () => {
  it('has vectors and arrays among its fields, and updates of a few of them', () => {
    online({ pingTimeout: 0 }, ({ client, at }) => {
      client.send({ ID: 2, Domain: 'YieldCurve', Key: { Name: 'BASIC' } })
      at(5_500, () => {
        const [image, ...updates] = client.of(2)
        expect(image).toMatchObject({
          Type: 'Refresh',
          Domain: 'YieldCurve',
          Fields: {
            CRV_NAME: 'BASIC',
            TENORS: { Type: 'AsciiString', Data: ['1M', '3M', '6M', '12M', '24M', '60M'] },
            YLD_CURVE: {
              Summary: { Fields: {} },
              Entries: [{ Index: 0, Action: 'Set' }, {}, {}, {}, {}, {}],
            },
          },
        })
        expect(updates).toHaveLength(5)
        for (const { Domain, Fields } of updates) {
          expect(Domain).toBe('YieldCurve')
          expect(Object.keys(Fields as object).length).toBeLessThan(4)
          expect(Fields).toHaveProperty('YLD_CURVE.Entries')
        }
      })
    })
  })
})

describe('a domain by number', () => {
  it('is served as a field list where it is listed, and unknown where not', () => {
    online({ customDomains: [200] }, ({ client, at }) => {
      client.send({ ID: 2, Domain: 200, Key: { Name: 'X' } })
      client.send({ ID: 3, Domain: 201, Key: { Name: 'X' } })
      client.send({ ID: 4, Domain: 'Source', Key: { Filter: 1 } })
      at(1_500, () => {
        expect(client.of(2)).toMatchObject([
          { Type: 'Refresh', Domain: 200, Fields: { BID: expect.any(Number) as unknown } },
          { Type: 'Update', Domain: 200 },
        ])
        expect(client.of(3)).toMatchObject([{ Type: 'Status', Domain: 201, State: { Stream: 'Closed' } }])
        expect(JSON.stringify(client.of(4)[0])).toContain('"Data":[5,6,7,8,9,10,22,33,200]')
      })
    })
  })
})
