/**
 * The sources of the rules: every declaration of values that a calculation reaches from its entry points, and no other declaration of those
 * files. Comments, layout and types do not count: they change no amount.
 */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The entry points of a calculation: the frame, the contribution of a patient, sums, statements; and the reading of a parameter. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  'libs/statements/rules/frame.ts': ['frameOf'],
  'libs/statements/rules/contribution.ts': ['contribution', 'patientEntries'],
  'libs/statements/rules/running-sums.ts': ['RunningSums'],
  'libs/statements/rules/families.ts': ['statementOf', 'restsOn'],
  'libs/statements/rules/versions.ts': ['RULES'],
  'libs/regulation/values.ts': ['PARAMETERS'],
};

interface SourceFile {
  /** Declarations of values by the names that they declare. */
  readonly declared: ReadonlyMap<string, ts.Statement>;
  /** Local name to file and name there. */
  readonly imported: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
  readonly node: ts.SourceFile;
}

/** SHA-256 of the sources. */
export function rulesDigest(): string {
  return hash('sha256', rulesSources(), 'hex');
}

/** One line for each declaration: its file, and its tokens. Ordered by file, then as in the file. */
export function rulesSources(): string {
  const files = new Map<string, SourceFile>();
  const reached = new Map<string, Set<ts.Statement>>();
  const open = Object.entries(ENTRIES).flatMap(([file, names]) => names.map((name) => ({ file, name })));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const source = files.get(next.file) ?? sourceFile(next.file);
    files.set(next.file, source);
    const declaration = source.declared.get(next.name);
    if (declaration === undefined) continue;
    const ofFile = reached.get(next.file) ?? new Set();
    reached.set(next.file, ofFile);
    if (ofFile.has(declaration)) continue;
    ofFile.add(declaration);
    for (const name of namesIn(declaration)) open.push(source.imported.get(name) ?? { file: next.file, name });
  }
  return [...reached]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, found]) => {
      const { node } = files.get(file) ?? sourceFile(file);
      return [...found]
        .sort((a, b) => a.pos - b.pos)
        .map((declaration) => `${file}: ${wordsOf(declaration, node).join(' ')}\n`);
    })
    .join('');
}

function sourceFile(file: string): SourceFile {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const node = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const declared = new Map<string, ts.Statement>();
  const imported = new Map<string, { file: string; name: string }>();
  for (const statement of node.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      const bindings = statement.importClause?.namedBindings;
      if (!from.startsWith('#libs/') || bindings === undefined || !ts.isNamedImports(bindings)) continue;
      for (const { name, propertyName } of bindings.elements)
        imported.set(name.text, { file: from.slice(1), name: (propertyName ?? name).text });
    } else if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) declared.set(name.getText(node), statement);
    } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      declared.set(statement.name.text, statement);
  }
  return { declared, imported, node };
}

function namesIn(declaration: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return names;
}

/** Without types, and without a comma before a closing bracket, which depends only on the layout. */
function wordsOf(declaration: ts.Node, file: ts.SourceFile): readonly string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node) || ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) for (const child of children) visit(child);
    else if (node.getWidth(file) > 0) words.push(node.getText(file));
  };
  visit(declaration);
  return words.filter((word, i) => word !== ',' || !/^[)\]}]$/.test(words[i + 1] ?? ''));
}
