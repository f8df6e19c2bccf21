import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, start, startSimulator } from './support.js'

const name = { RX_OMM_LOGIN_NAME: 'me' }

/** An address where nobody listens: somebody did, and went. */
const nowhere = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

describe('the exit code', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('after %s is not %i', async (signal, wanted) => {
    const running = start(['watch', 'EUR=', '--json'])
    await running.line((line) => line['type'] === 'update')
    running.signal(signal)
    const { code, stdout, stderr } = await running.ended
    expect({ code, stderr }).toEqual({ code: wanted, stderr: '' })
    expect(stdout).toMatch(/"status":"closed"\}\n$/)
  })

  it('after a second SIGINT is another, or the first one is waited for', async () => {
    const simulator = await startSimulator()
    const running = start(['watch', 'EUR=', '--json', '--url', simulator.ws], name)
    await running.line((line) => line['type'] === 'update')
    // It answers no more, not even the end.
    simulator.running.signal('SIGSTOP')
    running.signal('SIGINT')
    setTimeout(() => {
      running.signal('SIGINT')
    }, 200)
    const { code, stdout } = await running.ended
    simulator.running.signal('SIGCONT')
    await simulator.stop()
    expect(code).toBe(130)
    expect(stdout).not.toContain('"status":"closed"')
  })

  it('is 0 although nobody was ever there', async () => {
    const url = await nowhere()
    const all = [['watch'], ['services'], ['post', 'TRI.N', 'BID=1'], ['record', 'EUR=']]
    for (const { code, stderr } of await Promise.all(
      all.map((args) => run([...args, '--url', url, '--seconds', '0.5'], name)),
    )) {
      expect(code).toBe(1)
      expect(stderr).toMatch(/ECONNREFUSED.*\(connect-failed\); nothing listens there/)
      expect(stderr).toMatch(/omm: nothing came within 0\.5 s.*\n$/)
    }
  })
})

describe('a failure', () => {
  it('of TLS is told as one of the network', async () => {
    const simulator = await startSimulator(['--tls'])
    const { code, stderr } = await run(['list', '0#.FTSE', '--url', simulator.ws, '--seconds', '1'], name)
    await simulator.stop()
    expect(code).toBe(1)
    expect(stderr).toMatch(/^omm: .*self-signed certificate.*; set NODE_EXTRA_CA_CERTS .*; trying again\n/)
  })

  it('of a key is told in the words of the library, or with what is in the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rx-omm-key-'))
    const file = join(folder, 'key')
    await writeFile(file, 'hunter2', { mode: 0o600 })
    const { code, stderr } = await run(['watch'], { RX_OMM_CLIENT_ID: 'c', RX_OMM_PRIVATE_KEY_FILE: file })
    await writeFile(file, '')
    const empty = await run(['replay', file])
    await rm(folder, { recursive: true })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'omm: RX_OMM_PRIVATE_KEY_FILE: neither JSON nor PEM (omm watch --help)\n',
    })
    expect(empty).toMatchObject({ code: 1, stdout: '' })
    expect(empty.stderr).toMatch(/there is nothing in it; give a file that omm record wrote\n$/)
  })
})
