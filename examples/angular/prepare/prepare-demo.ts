import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './alone.js'
import { fingerprintOf, isMarked, leaveMark } from './fingerprint.js'
import { run } from './run.js'

/** How the page is built: with the back end, or with a simulator of its own. */
export type Configuration = 'production' | 'pages'

/** Where `ng build` puts each; the page is in `browser` there. */
export const outputs: Readonly<Record<Configuration, string>> = { production: 'dist', pages: 'pages/dist' }

const here = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const copy = join(here, 'node_modules/rx-omm')
const installedMark = join(here, 'node_modules/.cache/rx-omm-demo/installed')

/** What the installed packages depend on: the lock, and which packages the library wants. */
const installation = async (): Promise<string> => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  const { dependencies, peerDependencies } = manifest
  return fingerprintOf(
    ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(here, name)),
    [JSON.stringify([dependencies, peerDependencies]), process.platform, process.arch],
  )
}

/** Whether the packages of the demo are installed, and still the ones that it wants. */
export const isInstalled = async (): Promise<boolean> => isMarked(installedMark, await installation())

/** Installs the packages of the demo where that is needed. */
export const install = async (tell: (text: string) => void): Promise<void> => {
  if (await isInstalled()) return
  tell('Installing the packages of the demo…')
  // No scripts: npm would build the library to pack it, and nothing of the rest needs one.
  await run('Installing the packages of the demo', here, 'npm', 'ci', '--ignore-scripts', '--prefer-offline')
  await leaveMark(installedMark, await installation())
}

/** Builds the library. */
export const buildLibrary = async (tell: (text: string) => void): Promise<void> => {
  tell('Building the library…')
  await run('Building the library', root, 'npm', 'run', '--silent', 'build')
}

/** Brings the copy of the library up to what is built, as an installation would, in a moment. */
const copyLibrary = async (): Promise<string> => {
  const names = ['package.json', 'dist', 'src']
  const built = await fingerprintOf(names.map((name) => join(root, name)))
  const mark = join(copy, '.copied')
  if (await isMarked(mark, built)) return built
  await rm(mark, { force: true })
  for (const name of names) {
    await rm(join(copy, name), { recursive: true, force: true })
    await cp(join(root, name), join(copy, name), { recursive: true })
  }
  await leaveMark(mark, built)
  return built
}

const build = async (configuration: Configuration, tell: (text: string) => void): Promise<void> => {
  const library = await copyLibrary()
  const sources = ['src', 'shared', 'angular.json', 'tsconfig.json', 'tsconfig.app.json', 'package-lock.json']
  const wanted = await fingerprintOf(
    sources.map((name) => join(here, name)),
    [library],
  )
  const mark = join(here, outputs[configuration], 'built-from')
  if (await isMarked(mark, wanted)) return
  tell(configuration === 'pages' ? 'Building the page without a back end…' : 'Building the page…')
  const ng = 'node_modules/@angular/cli/bin/ng.js'
  await run('Building the page', here, process.execPath, ng, 'build', '--configuration', configuration)
  await leaveMark(mark, wanted)
}

/** Builds the page from its sources and the library as it is built, where one of them changed. */
export const buildPage = (configuration: Configuration, tell: (text: string) => void): Promise<void> =>
  alone(join(here, 'node_modules/.cache/rx-omm-demo/building.lock'), () => build(configuration, tell))
