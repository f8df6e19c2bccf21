/** One block of TypeScript taken out of a document or a documentation comment. */
export interface CodeBlock {
  /** The file it stands in, as given. */
  readonly file: string
  /** The line of the file, counted from 1, of the first line of code. */
  readonly line: number
  readonly code: string
}

const fence = /^( *)(`{3,})ts\s*$/

/** The `ts` blocks of a Markdown text. Blocks in any other language, `text` or `js` say, are left alone. */
export const blocksOfMarkdown = (file: string, text: string): readonly CodeBlock[] => {
  const blocks: CodeBlock[] = []
  let open: { readonly fence: string; readonly line: number; readonly lines: string[] } | undefined
  for (const [index, line] of text.split('\n').entries()) {
    if (open === undefined) {
      const [, indent = '', ticks] = fence.exec(line) ?? []
      if (ticks !== undefined) open = { fence: indent + ticks, line: index + 2, lines: [] }
    } else if (line.trimEnd() === open.fence) {
      blocks.push({ file, line: open.line, code: open.lines.join('\n') })
      open = undefined
    } else {
      open.lines.push(line)
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: a block of code is not closed`)
  return blocks
}

/** The `ts` blocks in the documentation comments of a source file; lines outside comments are blanked. */
export const blocksOfSource = (file: string, text: string): readonly CodeBlock[] => {
  let inside = false
  const lines = text.split('\n').map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true
    const comment = inside ? line.replace(/^\s*\/?\*+\/? ?/, '') : ''
    if (line.includes('*/')) inside = false
    return comment
  })
  return blocksOfMarkdown(file, lines.join('\n'))
}
