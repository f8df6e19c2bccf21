import { domainOf, nameOf, objectOf, serviceOf, type Members } from './members.js'
import { episodeKey, type Episode, type Script } from './script.js'

/** How often each thing of the recording was played on a connection. */
export type Uses = Map<object, number>

/** The one that was played least, the first of several; notes that it is played. */
export const leastUsed = <One extends object>(ones: readonly One[], uses: Uses): One | undefined => {
  let least: One | undefined
  for (const one of ones)
    if (least === undefined || (uses.get(one) ?? 0) < (uses.get(least) ?? 0)) least = one
  if (least) uses.set(least, (uses.get(least) ?? 0) + 1)
  return least
}

/** The same service, whichever of name and number each side gives; a side that gives none means any. */
export const isSameService = (
  { serviceNames }: Script,
  asked: string | undefined,
  recorded: ReadonlySet<string>,
): boolean => {
  const known = (service: string): string => serviceNames.get(service) ?? service
  return (
    asked === undefined ||
    recorded.size === 0 ||
    [...recorded].some((service) => known(service) === known(asked))
  )
}

/** How much a stream of the recording was asked for like this request. */
const likeness = (message: Members, { request = {} }: Episode): number => {
  const isSnapshot = (one: Members): boolean => one['Streaming'] === false
  const isPrivate = (one: Members): boolean => one['Private'] === true
  const wanted = (one: Members): string => JSON.stringify([one['View'], objectOf(one['Key'])['Filter']])
  return (
    (isSnapshot(message) === isSnapshot(request) ? 4 : 0) +
    (isPrivate(message) === isPrivate(request) ? 2 : 0) +
    (wanted(message) === wanted(request) ? 1 : 0)
  )
}

/**
 * Finds what the recording holds for a request: what was asked for most alike, and of several the one that this
 * connection has seen least. `undefined` where it holds nothing.
 *
 * @param name - the name; a request for several items has many
 */
export const chooseEpisode = (
  script: Script,
  message: Members,
  uses: Uses,
  name: string = nameOf(message),
): Episode | undefined => {
  const all = script.episodes.get(episodeKey(domainOf(message), name)) ?? []
  const asked = serviceOf(message)
  const fitting = all.filter(({ services }) => isSameService(script, asked, services))
  const likenesses = fitting.map((episode) => likeness(message, episode))
  const best = Math.max(...likenesses)
  return leastUsed(
    fitting.filter((_, index) => likenesses[index] === best),
    uses,
  )
}
