import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { pack, run } from './support.js'

/** A project of `test/package/projects`, in a folder of its own outside of the checkout. */
export interface Project {
  /** The folder; it exists within tests only. */
  readonly folder: () => string
}

/** What npm says when it cannot reach a registry, and has not kept what it needs. */
const noNetwork = /\b(ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ENETUNREACH|E(RR_SOCKET_)?TIME[A-Z]+)\b/

/** Installs what a project asks for, and the package as anybody would; gives what npm said if it did not work. */
const install = async (project: string, tarball: string): Promise<string | undefined> => {
  // Not `npm ci`: that takes no tarball as well. A lock file is kept to none the less.
  const quietly = ['--no-save', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']
  const ran = await run(project, 'npm', ['install', ...quietly, tarball], { timeout: 150_000 })
  return ran.code === 0 ? undefined : ran.stdout + ran.stderr
}

/**
 * Describes what is tested in a project that has the package installed by npm, from the tarball and with what it depends
 * on, as other tests of the package have not: those link to the checkout.
 *
 * That needs a registry, or npm's cache. Without one the tests are skipped, and npm's reason is told; where CI is set
 * they fail.
 *
 * @param name - the folder of `test/package/projects`.
 */
export const describeProject = (name: string, tests: (project: Project) => void): void => {
  describe(`a project with ${name}`, { timeout: 60_000 }, () => {
    let work: string | undefined
    let trouble: string | undefined
    const folder = (): string => {
      if (work === undefined) throw new Error('the project is there within tests only')
      return join(work, 'project')
    }
    beforeAll(async () => {
      work = await mkdtemp(join(tmpdir(), 'rx-omm-project-'))
      await cp(fileURLToPath(new URL(`projects/${name}`, import.meta.url)), folder(), { recursive: true })
      const { tarball } = await pack(work)
      trouble = await install(folder(), tarball)
      if (trouble === undefined) return
      trouble = `npm could not install the package into a project with ${name}:\n${trouble}`
      if (process.env['CI'] || !noNetwork.test(trouble)) throw new Error(trouble)
      console.warn(`${trouble}\nThis is not tested.`)
    }, 180_000)
    beforeEach((test) => {
      test.skip(trouble !== undefined, trouble)
    })
    afterAll(async () => {
      if (work !== undefined) await rm(work, { recursive: true, force: true })
    })
    tests({ folder })
  })
}
