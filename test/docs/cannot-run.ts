import type { CodeBlock } from './code-blocks.js'

/** Modules that a block may import and be run. */
export const runnable = ['rx-omm', 'rx-omm/simulator', 'rx-omm/testing', 'rxjs', 'rxjs/testing', 'io-ts']

const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(/\bfrom '([^']+)'/g)].flatMap(([, name]) => name ?? [])

const declarationsOf = (code: string): readonly string[] =>
  [...code.matchAll(/^ *declare (?:const|function|let) (\w+)/gm)].flatMap(([, name]) => name ?? [])

/** What a block would reach for that a test does not have, and why it does not. */
const beyond: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\bdiscover\(|\bendpoints: ['[]|\bchangePassword\(/, 'asks a server of the world outside'],
  [/\bserveSimulator\(/, 'opens a port: it has a test of its own'],
  [/\bdocument\b|\bwindow\b|\bfetch\(|\bprocess\.|^import '/m, 'needs a page or a process'],
  [/\bconsumer\.send\(/, 'sends on a stream that nothing here has opened'],
  [/\bcatch \(error\)|\bthrow /, 'is made to fail'],
]

/** Why a block cannot be run by the tests; `undefined` where it can. */
export const whyNotRun = ({ code }: CodeBlock): string | undefined => {
  const foreign = importsOf(code).filter((name) => !runnable.includes(name))
  if (foreign.length > 0) return `imports ${foreign.join(', ')}`
  const declared = declarationsOf(code).filter((name) => name !== 'consumer')
  if (declared.length > 0) return `has ${declared.join(', ')} from elsewhere`
  return beyond.find(([pattern]) => pattern.test(code))?.[1]
}
