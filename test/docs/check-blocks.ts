import { basename, dirname, join } from 'node:path'
import ts from 'typescript'
import type { CodeBlock } from './code-blocks.js'

const readOptions = (root: string): ts.CompilerOptions => {
  const file = join(root, 'tsconfig.json')
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root)
  // What an example declares is often there only to be seen.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false, skipLibCheck: true }
}

/**
 * Type-checks blocks of code, each as a module of its own beside the file it stands in, as strictly as the library
 * itself. Nothing is written to disk.
 *
 * @returns one line for each fault, with the file and line where the code stands.
 */
export const checkBlocks = (root: string, blocks: readonly CodeBlock[]): readonly string[] => {
  const modules = new Map(
    blocks.map((block, index) => {
      const folder = join(root, dirname(block.file))
      return [join(folder, `block-${index}-of-${basename(block.file).replaceAll('.', '-')}.ts`), block]
    }),
  )
  const options = readOptions(root)
  const host = ts.createCompilerHost(options)
  host.readFile = (path) => {
    const block = modules.get(path)
    return block === undefined ? ts.sys.readFile(path) : `${block.code}\nexport {}\n`
  }
  host.fileExists = (path) => modules.has(path) || ts.sys.fileExists(path)
  const program = ts.createProgram([...modules.keys()], options, host)

  return [...modules].flatMap(([path, block]) => {
    const source = program.getSourceFile(path)
    if (source === undefined) return [`${block.file}:${block.line}: not read`]
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) => {
        const line = block.line + source.getLineAndCharacterOfPosition(start).line
        return `${block.file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      },
    )
  })
}
