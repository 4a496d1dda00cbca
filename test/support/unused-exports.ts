/** Names that a file exports and no other file imports. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The exports that the console finds in each screen, and those that a thread calls in the given module. */
const FOUND_BY_NAME = /\/screen\.ts screen$| (begin|openElsewhere)$/;

interface SourceFile {
  readonly exported: readonly string[];
  /** Names by the file that they come from. */
  readonly imported: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files loaded as a whole: by import(), by a URL of a thread, or `import * as`. */
  readonly loaded: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** `file name` of each export of the libraries and programs that no other file imports, tests included. */
export function unusedExports(): readonly string[] {
  const files = new Map(
    globSync('{libs,apps,test,scripts}/**/*.{ts,tsx,mts,mjs}', { cwd: ROOT }).map((path) => [path, read(path)]),
  );
  const used = new Set<string>();
  for (const { imported, loaded, words } of files.values()) {
    for (const [from, names] of imported) for (const name of names) used.add(`${from} ${name}`);
    // A module that is loaded as a whole is used by the names of members.
    for (const from of loaded)
      for (const name of files.get(from)?.exported ?? []) if (words.has(name)) used.add(`${from} ${name}`);
  }
  return [...files]
    .filter(([path]) => /^(libs|apps)\//.test(path) && !/\.d\.m?ts$/.test(path))
    .flatMap(([path, { exported }]) => exported.map((name) => `${path} ${name}`))
    .filter((one) => !used.has(one) && !FOUND_BY_NAME.test(one))
    .sort();
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const node = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const exported: string[] = [];
  const imported = new Map<string, Set<string>>();
  const loaded = new Set<string>();
  const words = new Set<string>();
  const importNames = (specifier: ts.Expression, names: readonly string[]): void => {
    const from = fileOf(specifier, path);
    imported.set(from, new Set([...(imported.get(from) ?? []), ...names]));
  };
  for (const statement of node.statements) {
    if (ts.isImportDeclaration(statement)) {
      const { name, namedBindings } = statement.importClause ?? {};
      if (name !== undefined) importNames(statement.moduleSpecifier, ['default']);
      if (namedBindings === undefined) continue;
      if (ts.isNamespaceImport(namedBindings)) loaded.add(fileOf(statement.moduleSpecifier, path));
      else importNames(statement.moduleSpecifier, namedBindings.elements.map(importedName));
    } else if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (exportClause === undefined || !ts.isNamedExports(exportClause)) continue;
      exported.push(...exportClause.elements.map(({ name }) => name.text));
      if (moduleSpecifier !== undefined) importNames(moduleSpecifier, exportClause.elements.map(importedName));
    } else if (isExported(statement)) exported.push(...namesOf(statement));
  }
  const visit = (one: ts.Node): void => {
    // A command of the terminal is named in a text.
    if (ts.isIdentifier(one) || ts.isStringLiteral(one)) words.add(one.text);
    if (ts.isCallExpression(one) && one.expression.kind === ts.SyntaxKind.ImportKeyword) load(one.arguments[0]);
    if (ts.isNewExpression(one) && ts.isIdentifier(one.expression) && one.expression.text === 'URL')
      load(one.arguments?.[0]);
    if (ts.isImportTypeNode(one) && ts.isLiteralTypeNode(one.argument) && ts.isStringLiteral(one.argument.literal))
      loaded.add(fileOf(one.argument.literal, path));
    ts.forEachChild(one, visit);
  };
  const load = (specifier: ts.Expression | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteral(specifier)) loaded.add(fileOf(specifier, path));
  };
  // Most files load no other as a whole.
  if (/import\(|new URL\(|\* as /.test(text)) visit(node);
  return { exported, imported, loaded, words };
}

function importedName({ name, propertyName }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}

/** From the root: `libs/kernel/day.ts`. */
function fileOf(specifier: ts.Expression, importer: string): string {
  const { text } = specifier as ts.StringLiteral;
  return text.startsWith('#') ? text.slice(1) : normalize(join(dirname(importer), text));
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement)
    ? (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  const isDefault =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  if (isDefault) return [];
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.text];
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}
