/** Where code overrules the type checker, `as` or `!`, it says why in a comment at the same statement. */
import ts from 'typescript'
import { isTest, type Offences, type Tree, withoutComments } from './tree.ts'

export function unreasonedCasts(tree: Tree): Offences {
  return [...tree].flatMap(([path, text]) => {
    if (!/^(src|test|bin)\/.*\.tsx?$/.test(path) || isTest(path) || !/\bas\b|!/.test(text)) return []
    const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
    return castsIn(file)
      .filter((cast) => !hasReason(cast, file))
      .map((cast) => `${path}:${lineOf(cast, file)}: ${cast.getText(file).slice(0, 60)}: an as or ! carries its reason`)
  })
}

function castsIn(file: ts.SourceFile): ts.Node[] {
  const casts: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    const cast = ts.isAsExpression(node) && node.type.getText(file) !== 'const'
    if (cast || ts.isNonNullExpression(node)) casts.push(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return casts
}

/** The statement with what stands above it and to the right of its last line. */
function hasReason(cast: ts.Node, file: ts.SourceFile): boolean {
  let statement = cast
  while (!ts.isStatement(statement) && !ts.isClassElement(statement) && statement.parent) statement = statement.parent
  const lineEnd = file.text.indexOf('\n', statement.getEnd())
  const words = file.text.slice(statement.getFullStart(), lineEnd === -1 ? undefined : lineEnd)
  return withoutComments(words) !== words
}

function lineOf(node: ts.Node, file: ts.SourceFile): number {
  return file.getLineAndCharacterOfPosition(node.getEnd()).line + 1
}
