import ts from 'typescript'

type Body = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration

/** The function that a declaration gives a name to, if it is one. */
const functionOf = (declaration: ts.Declaration): Body | undefined => {
  if (ts.isFunctionDeclaration(declaration)) return declaration
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined
  const value = declaration.initializer
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value : undefined
}

/**
 * Whether calling this function runs into a `throw`: of its own, or of a function that it calls by name. Functions that
 * it only makes do not count, nor does what stands in a `try`.
 */
export const canThrow = (
  declaration: ts.Declaration,
  checker: ts.TypeChecker,
  above: ReadonlySet<ts.Declaration> = new Set(),
): boolean => {
  const body = functionOf(declaration)?.body
  if (body === undefined || above.has(declaration)) return false
  const path = new Set(above).add(declaration)

  const called = (call: ts.CallExpression): boolean => {
    const found = checker.getSymbolAtLocation(call.expression)
    const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
    const target = symbol?.valueDeclaration
    return target !== undefined && canThrow(target, checker, path)
  }
  const throws = (node: ts.Node): boolean => {
    if (ts.isThrowStatement(node)) return true
    if (ts.isFunctionLike(node) || (ts.isTryStatement(node) && node.catchClause !== undefined)) return false
    return (ts.isCallExpression(node) && called(node)) || (ts.forEachChild(node, throws) ?? false)
  }
  return throws(body)
}
