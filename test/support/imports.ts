import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** Importing file, relative to the project. */
  from: string;
  /** Imported file relative to the project, or a package's name. */
  to: string;
  /** Loaded when the importing file is loaded, rather than later or for its types alone. */
  isStatic: boolean;
}

const root = process.cwd();

/** All TypeScript files below a folder of the project. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

/** The imports of one file that leave something at run time: `import type` does not. */
export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, isStatic: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    found.push({ from: file, to: target(file, specifier.text), isStatic });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && !isTypeOnly(node.importClause))
      add(node.moduleSpecifier, true);
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(node.moduleSpecifier, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Everything that is loaded with some files, by static imports, with the way there for each. */
export function staticClosure(files: readonly string[]): Map<string, string[]> {
  const ways = new Map<string, string[]>(files.map((file) => [file, [file]]));
  for (const [file, way] of ways) {
    if (!file.endsWith('.ts')) continue;
    for (const { to, isStatic } of importsOf(file)) {
      if (isStatic && !ways.has(to)) ways.set(to, [...way, to]);
    }
  }
  return ways;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { namedBindings } = clause;
  if (clause.name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings))
    return false;
  return namedBindings.elements.every((element) => element.isTypeOnly);
}

function target(file: string, specifier: string): string {
  if (!specifier.startsWith('.'))
    return specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
  return relative('.', normalize(join(dirname(file), specifier.replace(/\.js$/, '.ts'))));
}
