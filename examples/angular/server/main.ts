/**
 * The back end of the demo: it serves the page, holds the credentials, hands out tokens, and makes the simulator fail
 * on request. The credentials are those of the environment, as for all examples, or the simulator's. `PORT` says where it
 * listens; where it says nothing, that is a usual place, or a free one if somebody is there.
 */
import { type Feed, openFeed } from '../../support/feed.js'
import { type ServedDemo, serveDemo } from './serve-demo.js'
import { simulated } from './simulated.js'

const page = new URL('../dist/browser/', import.meta.url)
const usualPort = 4200

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const serve = async (feed: Feed): Promise<ServedDemo> => {
  const wanted = process.env['PORT']
  try {
    return await serveDemo(feed, page, Number(wanted || usualPort))
  } catch (error) {
    if (isTaken(error) && !wanted) return serveDemo(feed, page, 0)
    await feed.close()
    if (!isTaken(error)) throw error
    throw new Error(`port ${wanted} is taken: set PORT to another one, or to 0 for any that is free`)
  }
}

try {
  const { url, close } = await serve(await openFeed({ simulator: simulated }))
  console.log(`${url} (ctrl-c ends it)`)
  const end = (): void => void close()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
