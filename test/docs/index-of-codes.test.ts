import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { documents, read } from './documents.js'

/** The texts that a union type of a source file lists, and those of the unions that it is made from. */
const membersOf = (file: string, type: string): readonly string[] => {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest)
  const texts = (node: ts.TypeNode): readonly string[] => {
    if (ts.isUnionTypeNode(node)) return node.types.flatMap(texts)
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return [node.literal.text]
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return named(node.typeName.text)
    return []
  }
  const named = (name: string): readonly string[] =>
    source.statements.flatMap((statement) =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === name ? texts(statement.type) : [],
    )
  return named(type)
}

/** The optional and the needed properties of an interface of a source file. */
const propertiesOf = (file: string, name: string): readonly string[] =>
  ts
    .createSourceFile(file, read(file), ts.ScriptTarget.Latest)
    .statements.flatMap((statement) =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name ? [...statement.members] : [],
    )
    .flatMap((member) => (member.name && ts.isIdentifier(member.name) ? [member.name.text] : []))

describe('docs/states.md', () => {
  // The first column of a table, and what is said of it in the others.
  const rows = read(join('docs', 'states.md'))
    .split('\n')
    .filter(
      (line) =>
        line.startsWith('|') &&
        line
          .split('|')
          .slice(2)
          .some((cell) => /\w/.test(cell)),
    )
    .map((line) => line.split('|')[1] ?? '')

  it.each([
    ['src/errors/codes.ts', 'ErrorCode', 33],
    ['src/wire/enums.ts', 'StateCode', 31],
  ])('does not say what to do about each code of %s, %s', (file, type, least) => {
    const codes = membersOf(file, type)
    expect(codes.length).toBeGreaterThanOrEqual(least)
    expect(codes.filter((code) => !rows.some((row) => row.includes(`\`${code}\``)))).toEqual([])
  })
})

describe('docs/observability.md', () => {
  it('leaves out an event', () => {
    const events = [...read('src/consumer/describe-event.ts').matchAll(/case '([a-z.-]+)'/g)].map(
      ([, name]) => name,
    )
    expect(events.length).toBeGreaterThanOrEqual(32)
    const guide = read(join('docs', 'observability.md'))
    expect(events.filter((name) => !guide.includes(`\n| \`${name}\` `))).toEqual([])
  })
})

describe('the guides', () => {
  const guides = documents
    .filter((file) => file === 'README.md' || (file.startsWith('docs/') && file !== 'docs/performance.md'))
    .map(read)
    .join('\n')

  it.each([
    ['ConsumerOptions', ''],
    ['LoginSettings', ''],
    ['Timeouts', 'timeouts.'],
  ])('do not mention each option of %s', (name, prefix) => {
    const options = propertiesOf('src/consumer/consumer-options.ts', name)
    expect(options.length).toBeGreaterThan(5)
    const missing = options.filter(
      (option) =>
        !new RegExp(`\`[^\`]*\\b${prefix.replace('.', '\\.')}${option}\\b|^ +${option}[,:]`, 'm').test(
          guides,
        ),
    )
    expect(missing).toEqual([])
  })
})
