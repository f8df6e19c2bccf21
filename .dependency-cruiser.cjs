// Who may import whom. Every stage takes the stage before it as an argument, so most rooms never see each other's
// values; the consumer alone puts them together. Run with `npm run layers`.

const room = (...names) => `^src/(${names.join('|')})(/|\\.ts$)`
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`

/** The library proper: what an application gets by importing the package's main entry. */
const library = [
  'errors',
  'wire',
  'content',
  'time',
  'options',
  'recovery',
  'http',
  'token',
  'endpoint',
  'redaction',
  'frames',
  'connection',
  'session',
  'directory',
  'item',
  'post',
  'generic',
  'operators',
  'dictionary',
  'consumer',
  'platform',
  'index',
]
/** Entries of their own; the library must not know that they exist. */
const satellites = ['simulator', 'testing', 'angular', 'opentelemetry', 'node', 'cli']
const shells = ['^src/platform/node(-web-socket)?\\.ts$', '^src/simulator/shell/', '^src/node/', '^src/cli/']

/** `from` may use nothing of ours except itself, the values of `values`, and the types of `types`. */
const mayUse = (from, values, types = []) => [
  {
    name: `${from}-uses-only`,
    comment: `${from} may import ${[...values, ...types].join(', ') || 'nothing'} of ours`,
    severity: 'error',
    from: { path: room(from) },
    to: { path: '^(src|dist)/', pathNot: room(from, ...values, ...types) },
  },
  ...(types.length === 0
    ? []
    : [
        {
          name: `${from}-uses-types-only`,
          comment: `${from} may import ${types.join(', ')} as types only`,
          severity: 'error',
          from: { path: room(from) },
          to: { path: room(...types), dependencyTypesNot: ['type-only'] },
        },
      ]),
]

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies',
      comment: 'What is shipped may use dependencies and peers, not our tools',
      severity: 'error',
      // A development certificate is made by an optional tool of the simulator's shell.
      from: { path: '^src/', pathNot: '^src/simulator/shell/tls\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'type-only'] },
    },

    ...mayUse('errors', [], ['wire']),
    ...mayUse('wire', ['errors']),
    ...mayUse('content', ['wire']),
    ...mayUse('time', []),
    ...mayUse('options', ['errors', 'time']),
    ...mayUse('recovery', ['errors', 'time']),
    ...mayUse('redaction', []),
    ...mayUse('http', ['errors', 'wire', 'time', 'options', 'recovery', 'redaction']),
    ...mayUse('token', ['errors', 'wire', 'time', 'options', 'http', 'recovery']),
    ...mayUse('endpoint', ['errors', 'wire', 'time', 'options', 'http', 'recovery'], ['token']),
    ...mayUse('frames', ['errors', 'options', 'time', 'redaction']),
    ...mayUse('connection', ['errors', 'wire', 'time', 'recovery'], ['token', 'endpoint', 'frames']),
    ...mayUse(
      'session',
      ['errors', 'wire', 'time', 'options', 'recovery', 'redaction'],
      ['token', 'endpoint', 'connection'],
    ),
    ...mayUse(
      'directory',
      ['errors', 'wire', 'content', 'time', 'options', 'recovery'],
      ['token', 'endpoint', 'connection', 'session'],
    ),
    ...mayUse(
      'item',
      ['errors', 'wire', 'content', 'time', 'options', 'recovery'],
      ['token', 'endpoint', 'connection', 'session', 'directory'],
    ),
    ...mayUse(
      'post',
      ['errors', 'wire', 'time', 'options', 'recovery'],
      ['token', 'endpoint', 'connection', 'session', 'directory', 'item'],
    ),
    ...mayUse(
      'generic',
      ['errors', 'wire', 'time', 'options', 'recovery'],
      ['token', 'endpoint', 'connection', 'session', 'directory', 'item'],
    ),
    ...mayUse('operators', ['errors', 'wire', 'content'], ['item']),
    ...mayUse('dictionary', ['errors', 'wire', 'content'], ['item']),
    ...mayUse('platform', ['errors', 'time'], ['connection']),
    ...mayUse('simulator', ['errors', 'wire', 'time', 'dictionary'], ['http', 'connection']),
    // As users of the library: what their entry gives is what applications have.
    ...mayUse('angular', ['index']),
    ...mayUse('opentelemetry', [], library),
    ...mayUse('node', ['errors', 'options', 'http', 'platform'], ['connection']),
    ...mayUse('testing', [...library.filter((name) => !['platform', 'index'].includes(name)), 'simulator']),

    {
      name: 'wire-has-no-rxjs',
      severity: 'error',
      from: { path: room('wire', 'content') },
      to: { path: packages('rxjs', 'rxjs-websockets') },
    },
    {
      name: 'operators-are-leaves',
      comment: 'Operators are for applications; no stage of the library is built on one',
      severity: 'error',
      from: { path: room(...library.filter((name) => name !== 'operators' && name !== 'index')) },
      to: { path: room('operators') },
    },
    {
      name: 'index-is-a-sink',
      comment: 'A catalogue is for applications; within the library files are imported by their own names',
      severity: 'error',
      from: { path: '^src/', pathNot: room(...satellites.filter((name) => name !== 'simulator')) },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'library-knows-no-satellite',
      severity: 'error',
      from: { path: room(...library) },
      to: { path: room(...satellites) },
    },
    {
      name: 'testing-runs-in-browsers',
      comment: 'Components are tested in browsers too, where the simulator cannot be served',
      severity: 'error',
      from: { path: room('testing') },
      to: { path: '^src/simulator/(shell/|index\\.ts$)' },
    },
    {
      name: 'consumer-is-the-top',
      comment: 'Nothing below may reach up to the file that wires the stages',
      severity: 'error',
      from: { path: room(...library.filter((name) => name !== 'consumer' && name !== 'index')) },
      to: { path: room('consumer') },
    },
    {
      name: 'one-importer-of-the-platform',
      severity: 'error',
      from: { path: '^src/', pathNot: room('consumer', 'node', 'cli', 'platform') },
      to: { path: '^(src|dist)/platform/' },
    },

    {
      name: 'one-importer-of-rxjs-websockets',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/connection/socket\\.ts$' },
      to: { path: packages('rxjs-websockets') },
    },
    {
      name: 'ws-in-shells-only',
      comment: 'The library runs in browsers too',
      severity: 'error',
      from: { path: '^src/', pathNot: shells },
      to: { path: packages('ws') },
    },
    {
      name: 'node-in-shells-only',
      comment: 'The library runs in browsers too',
      severity: 'error',
      from: { path: '^src/', pathNot: shells },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'jose-for-assertions-only',
      severity: 'error',
      from: { path: '^src/', pathNot: room('token', 'simulator') },
      to: { path: packages('jose') },
    },
    {
      name: 'jose-on-demand',
      comment: 'Only those who sign assertions pay for it: import it dynamically',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: packages('jose'), dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'source-knows-no-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|examples)/' },
    },
  ],
  options: {
    // 'specify' is what tells a type import from one of values.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
