import ts from 'typescript'
import { canThrow } from './can-throw.js'
import type { PublicSurface, PublicSymbol } from './public-symbols.js'

/** By such words the comment of a number tells what is counted or measured, or which numbers there are. */
const units =
  /seconds|\ba second|bytes|characters|number of|how (many|much)|so many|most \w+|\bmask\b|\bbits\b|\d to \d|1970|port|price|size|length|levels?\b|year|month|segments|measurements|messages|delay|endpoints|close code|status|logins|of no meaning|any number|without a unit|day|updates|number|count|times/i

type Text = { readonly text: string; readonly tags: readonly string[] }

const commentOf = (symbol: ts.Symbol, checker: ts.TypeChecker): Text => {
  const tags = symbol.getJsDocTags(checker)
  return {
    text: [symbol.getDocumentationComment(checker), ...tags.map(({ text }) => text)]
      .map((parts) => ts.displayPartsToString(parts))
      .join(' '),
    tags: tags.map(({ name }) => name),
  }
}

const isInternal = (node: ts.Node): boolean =>
  ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')

/** Whether its example stands at the constructor, or at the function that makes what users cannot construct. */
const shownElsewhere = (declaration: ts.Declaration): boolean =>
  ts.isClassDeclaration(declaration) &&
  declaration.members
    .filter(ts.isConstructorDeclaration)
    .some(
      (made) => isInternal(made) || ts.getJSDocTags(made).some(({ tagName }) => tagName.text === 'example'),
    )

const isText = (symbol: ts.Symbol, checker: ts.TypeChecker): boolean =>
  (checker.getTypeOfSymbol(symbol).flags & ts.TypeFlags.StringLike) !== 0

/** Functions and classes without an example; a constant that is a text explains itself. */
export const withoutExample = ({ checker, symbols }: PublicSurface): readonly string[] =>
  symbols
    .filter(
      ({ symbol, declaration }) =>
        (symbol.flags & ts.SymbolFlags.Value) !== 0 &&
        !isText(symbol, checker) &&
        !commentOf(symbol, checker).tags.includes('example') &&
        !shownElsewhere(declaration),
    )
    .map(({ name }) => name)

/** Functions that can throw when they are called, and do not say so. */
export const withoutThrows = ({ checker, symbols }: PublicSurface): readonly string[] =>
  symbols
    .filter(
      ({ symbol, declaration }) =>
        canThrow(declaration, checker) && !commentOf(symbol, checker).tags.includes('throws'),
    )
    .map(({ name }) => name)

interface Property {
  readonly name: string
  readonly owner: string
  readonly optional: boolean
  readonly type: ts.Type
  /** Its own comment. */
  readonly comment: Text
  /** The comment of its interface. */
  readonly about: Text
}

const propertiesOf = (exported: PublicSymbol, checker: ts.TypeChecker): readonly Property[] => {
  const { declaration, name: owner, symbol } = exported
  if (!ts.isInterfaceDeclaration(declaration)) return []
  return declaration.members.filter(ts.isPropertySignature).flatMap((member) => {
    const property = checker.getSymbolAtLocation(member.name)
    if (property === undefined) return []
    return {
      name: `${owner}.${property.name}`,
      owner,
      optional: member.questionToken !== undefined,
      type: checker.getNonNullableType(checker.getTypeOfSymbol(property)),
      comment: commentOf(property, checker),
      about: commentOf(symbol, checker),
    }
  })
}

/** What functions take, as opposed to what they give; fields that arrive are among the latter. */
const taken = /(Options|Settings|Timeouts|Pacing|(?<!Price)Fields|ItemRequest)$/

/** Optional properties of what functions take that do not tell what holds without them. */
export const withoutDefault = ({ checker, symbols }: PublicSurface): readonly string[] =>
  symbols
    .flatMap((exported) => propertiesOf(exported, checker))
    .filter(
      ({ owner, optional, comment: { tags, text } }) =>
        taken.test(owner) &&
        optional &&
        !tags.includes('defaultValue') &&
        !/by default|leave it out/i.test(text),
    )
    .map(({ name }) => name)

/** Numbers whose comment, or that of their interface, does not tell what is counted or measured. */
export const withoutUnit = ({ checker, symbols }: PublicSurface): readonly string[] =>
  symbols
    .flatMap((exported) => propertiesOf(exported, checker))
    .filter(
      ({ type, comment, about }) =>
        (type.flags & ts.TypeFlags.NumberLike) !== 0 && !units.test(`${comment.text} ${about.text}`),
    )
    .map(({ name }) => name)
