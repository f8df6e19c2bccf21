import { tellOutdated } from '../dictionary/dictionary-request.js'
import type { DictionaryVerbs } from '../dictionary-scenario.js'
import type { SessionWorld } from '../session/world.js'

/** Makes the verbs about dictionaries. */
export const dictionaryVerbs = (world: SessionWorld): DictionaryVerbs => {
  const { wishes } = world
  return {
    delayDictionary: (milliseconds) => {
      wishes.dictionaryDelay = milliseconds
    },
    abortDictionary: ({ times = Infinity } = {}) => {
      wishes.dictionaryAborted.set(times)
    },
    changeDictionary: (dictionary) => {
      wishes.dictionary = dictionary
      tellOutdated(world)
    },
  }
}
