/**
 * `npm run demo`: installs and builds what has changed, and serves the demo until ctrl-c. `npm run demo -- --build` only
 * makes it ready, for both ways to serve it.
 */
import { buildLibrary, buildPage, install } from './prepare/prepare-demo.js'

const onlyBuild = process.argv.includes('--build')
const tell = (text: string): void => {
  console.error(text)
}

try {
  await install(tell)
  await buildLibrary(tell)
  await buildPage('production', tell)
  if (onlyBuild) await buildPage('pages', tell)
  else await import('./server/main.js')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
