import { now } from '../clock.js'
import type { NewsVerbs } from '../news-scenario.js'
import type { SessionWorld } from '../session/world.js'

/** Makes the verbs about news. */
export const newsVerbs = ({ market, messages, wishes }: SessionWorld): NewsVerbs => ({
  publishStory: (name, content) => {
    for (const item of market.watched(name))
      for (const fragment of item.publish?.(now(), content) ?? []) {
        item.sequence++
        for (const stream of item.streams) messages.update(stream, item, fragment)
      }
  },
  spoilStories: (fault, { times = Infinity } = {}) => {
    wishes.storyFault = fault
    wishes.storySpoilt.set(times)
  },
})
