import type { Command } from '../command.js'
import { howOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { readNewsArguments, whatOptions } from './options.js'

/** `omm news`: machine-readable news, story by story. */
export const news: Command = {
  usage: 'omm news [NAME] [options]',
  about:
    'Shows machine-readable news as it is published, MRN_STORY unless another item is named: when, how urgent, the ' +
    'headline, and the RICs that the story is about. A story that is lost on its way is told, too. Elsewhere than on a ' +
    'terminal, or with --json, each story is a JSON line with all that is in it.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm news', 'headlines that the simulator makes up'],
    ['omm news --language en --full', 'whole stories, in English only'],
    ['omm news --count 1 --json', 'one story, as JSON'],
  ],
  run: async (args, io) => {
    const wish = readNewsArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runNews } = await import('./run-news.js')
    return runNews(wish, io)
  },
}
