/** The contract as a page to read: written once, without a script and with nothing from elsewhere. */
import { hash } from 'node:crypto';
import {
  type Header,
  type OpenAPIObject,
  type Operation,
  type Parameter,
  type Reference,
  type Response,
  type Schema,
  type SchemaOrReference,
  isReference,
  operationsOf,
} from '#apps/api/contract/open-api.ts';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid; }
h3 { font: 600 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
h3 b { display: inline-block; min-width: 4.5rem; }
article { margin: 2rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid #8884; }
pre { overflow-x: auto; padding: 0.8rem; background: #8881; }
`;

/** Nothing but the page's own style. */
export const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function pageOf(document: OpenAPIObject): string {
  const { title, version, description = '' } = document.info;
  const groups = groupedByTag(document);
  const contents = [...groups.keys()].map((tag) => `<a href="#${tag}">${text(tag)}</a>`).join(' · ');
  const sections = [...groups].map(([tag, articles]) => `<h2 id="${tag}">${text(tag)}</h2>${articles.join('')}`);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) =>
    schemaArticle(name, schema),
  );
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(title)} ${text(version)}</title><style>${STYLE}</style></head>
<body><h1>${text(title)} ${text(version)}</h1>${prose(description)}
<p>Le même contrat pour les programmes : <a href="/openapi.json">/openapi.json</a> (OpenAPI ${text(document.openapi)}).</p>
<nav>${contents} · <a href="#headers">en-têtes</a> · <a href="#schemas">schémas</a></nav>
${sections.join('\n')}
<h2 id="headers">en-têtes</h2>${table(['en-tête', 'forme', ''], Object.entries(document.components?.headers ?? {}).map(headerRow))}
<h2 id="schemas">schémas</h2>${schemas.join('\n')}
</body></html>
`;
}

function groupedByTag(document: OpenAPIObject): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { method, path, operation } of operationsOf(document)) {
    const tag = operation.tags?.[0] ?? 'service';
    groups.set(tag, [...(groups.get(tag) ?? []), article(document, method, path, operation)]);
  }
  return groups;
}

function article(document: OpenAPIObject, method: string, path: string, operation: Operation): string {
  const { operationId = '', summary = '', description = '', parameters = [], responses } = operation;
  return `<article id="${text(operationId)}"><h3><b>${method.toUpperCase()}</b> ${text(path)}</h3>
<p><strong>${text(summary)}</strong></p>${prose(description)}
${table(['paramètre', 'où', 'forme', ''], (parameters as Parameter[]).map(parameterRow))}${bodyOf(operation)}
${table(
  ['réponse', '', 'forme', 'en-têtes'],
  Object.entries(responses).map(([status, response]) => [status, ...responseCells(document, response as Response)]),
)}
</article>`;
}

function parameterRow({ name, in: where, required, schema, description = '', example }: Parameter): readonly string[] {
  const shown = example === undefined ? '' : ` Exemple : <code>${text(JSON.stringify(example))}</code>`;
  return [
    `<code>${text(name)}</code>${required === true ? ' *' : ''}`,
    { path: 'adresse', query: 'question', header: 'en-tête', cookie: 'cookie' }[where],
    typeOf(schema),
    `${text(description)}${shown}`,
  ];
}

function bodyOf({ requestBody }: Operation): string {
  if (requestBody === undefined || isReference(requestBody)) return '';
  const bodies = Object.entries(requestBody.content).map(([type, { schema, example }]) => {
    const shown = example === undefined ? '' : `<pre>${text(JSON.stringify(example, null, 2))}</pre>`;
    return `<p>Corps <code>${text(type)}</code> : ${typeOf(schema)}</p>${shown}`;
  });
  return bodies.join('');
}

function responseCells(document: OpenAPIObject, response: Response | Reference): readonly string[] {
  if (isReference(response)) {
    const named = document.components?.responses?.[response.$ref.replace('#/components/responses/', '')];
    return named === undefined ? [] : responseCells(document, named);
  }
  const shapes = Object.entries(response.content ?? {}).map(
    ([type, { schema }]) => `<code>${text(type)}</code> ${typeOf(schema)}`,
  );
  const headers = Object.keys(response.headers ?? {}).map((name) => `<code>${text(name)}</code>`);
  return [text(response.description), shapes.join('<br>'), headers.join(' ')];
}

function headerRow([name, header]: readonly [string, Header | Reference]): readonly string[] {
  const { description = '', schema } = header as Header;
  return [`<code>${text(name)}</code>`, typeOf(schema), text(description)];
}

function schemaArticle(name: string, schema: SchemaOrReference): string {
  const { description = '', properties = {}, required = [], allOf = [] } = schema as Schema;
  const rows = Object.entries(properties).map(([field, of]) => [
    `<code>${text(field)}</code>${required.includes(field) ? ' *' : ''}`,
    typeOf(of),
    text((of as Schema).description ?? ''),
  ]);
  const from = allOf.length === 0 ? '' : `<p>${allOf.map(typeOf).join(' et ')}</p>`;
  return `<article id="schema-${text(name)}"><h3>${text(name)}</h3>${prose(description)}${from}${table(['champ', 'forme', ''], rows)}</article>`;
}

function typeOf(schema: SchemaOrReference | undefined): string {
  if (schema === undefined) return '';
  if (isReference(schema)) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    return link(name, name);
  }
  const { type, items, enum: values, anyOf, oneOf, allOf } = schema;
  if (values !== undefined) return values.map((value) => `<code>${text(JSON.stringify(value))}</code>`).join(' | ');
  const several = anyOf ?? oneOf ?? allOf;
  if (several !== undefined) return several.map(typeOf).join(allOf === undefined ? ' ou ' : ' et ');
  if (items !== undefined) return `liste de ${typeOf(items)}`;
  return text([type ?? []].flat().join(' | '));
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>${body.join('')}</table>`;
}

/** The little of Markdown that descriptions use. */
function prose(markdown: string): string {
  const lines = text(markdown)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/`(.+?)`/g, '<code>$1</code>');
  return lines
    .split(/\n{2,}/)
    .filter((block) => block !== '')
    .map((block) =>
      block.startsWith('- ')
        ? `<ul>${block
            .split('\n')
            .map((line) => `<li>${line.slice(2)}</li>`)
            .join('')}</ul>`
        : `<p>${block}</p>`,
    )
    .join('');
}

function link(schema: string, shown: string): string {
  return `<a href="#schema-${text(schema)}">${text(shown)}</a>`;
}

function text(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
