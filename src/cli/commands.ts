import type { CommandEntry } from './command.js'

/** All commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'watch',
    summary: 'watch items on a board, or as JSON lines',
    load: async () => (await import('./watch/watch.js')).watch,
  },
  {
    name: 'list',
    summary: 'show the members of a symbol list, and who comes and goes',
    load: async () => (await import('./list/list.js')).list,
  },
  {
    name: 'news',
    summary: 'show machine-readable news, story by story',
    load: async () => (await import('./news/news.js')).news,
  },
  {
    name: 'services',
    summary: 'show the services of a server and how they are',
    load: async () => (await import('./services/services.js')).services,
  },
  {
    name: 'post',
    summary: 'post fields to an item',
    load: async () => (await import('./post/post.js')).post,
  },
  {
    name: 'simulate',
    summary: 'serve a simulated provider: tokens, discovery and market data',
    load: async () => (await import('./simulate/simulate.js')).simulate,
  },
  {
    name: 'record',
    summary: 'write down what goes over the connection, for omm replay',
    load: async () => (await import('./record/record.js')).record,
  },
  {
    name: 'replay',
    summary: 'serve a recording as the server that was recorded',
    load: async () => (await import('./replay/replay.js')).replay,
  },
  {
    name: 'types',
    summary: 'print a TypeScript type and a codec for fields, from a dictionary',
    load: async () => (await import('./types/types.js')).types,
  },
  {
    name: 'completion',
    summary: 'print a script with which a shell completes omm',
    load: async () => (await import('./completion/completion.js')).completion,
  },
]
