import { compileFunction } from 'node:vm'
import ts from 'typescript'
import type { CodeBlock } from './code-blocks.js'

type Block = (
  require: (name: string) => unknown,
  exports: object,
  console: { readonly log: (...what: unknown[]) => void; readonly error: (...what: unknown[]) => void },
  consumer: unknown,
) => Promise<void>

/**
 * Runs a block of code as a module of its own. Resolves when it has ended, and rejects with what it throws.
 *
 * @param modules - what the block may import, by name
 * @param consumer - what the block declares to have, where it does
 * @returns what it printed, one text for each line; grows while the block goes on
 */
export const runBlock = async (
  { file, line, code }: CodeBlock,
  modules: Readonly<Record<string, unknown>>,
  consumer?: unknown,
): Promise<readonly string[]> => {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const printed: string[] = []
  const print = (...what: unknown[]): void => {
    printed.push(what.map(String).join(' '))
  }
  const load = (name: string): unknown => {
    if (!Object.hasOwn(modules, name)) throw new Error(`${file}:${line}: imports ${name}, which is not there`)
    return modules[name]
  }
  // An async function around it, for blocks that await at their top level.
  const block = compileFunction(
    `return (async () => {${outputText}\n})()`,
    ['require', 'exports', 'console', 'consumer'],
    { filename: `${file}:${line}` },
  ) as Block
  await block(load, {}, { log: print, error: print }, consumer)
  return printed
}
