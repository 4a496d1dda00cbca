/** The page of the read models, made from the code. */
import { READ_MODELS } from '#libs/read-models/read-models.ts';
import type { DocumentKind, Fields, ReadModel, FieldShape, ReadModelView } from '#libs/read-store/read-model.ts';
import { markdownTable } from '#test/docs/markdown-table.ts';

const TYPES: Readonly<Record<FieldShape['kind'], string>> = {
  text: 'string',
  whole: 'int64',
  cents: 'int64, cents',
  day: 'date',
  instant: 'date and time',
  flag: 'bool',
  fraction: 'text and decimal128',
  list: 'array',
};

const HEAD = `# Read models

What others may read where the read store is on MongoDB. This page is made from \`libs/read-models\` by \`npm run docs\`.

Read the views: they are always of the build that serves, and show no patient. A collection is of one build of a projection (\`statements_v3_12\`) and is replaced by a rebuild; its documents also
hold the document as the product reads it (\`text\`) and what the adapter needs (\`commit\`, \`bucket\`, \`under\`). Each document is replaced as a whole; those that change in one commit are replaced one after another. A field without a value is left out.
Days are dates at midnight UTC. Amounts are 64-bit integers, in cents: read them as such, not as floating point. A fraction is exact as \`text\`; \`value\` is the same to 34 digits, rounded towards zero.

**What the product answers from.** \`/teams\` and \`/imports\` read the text of these same documents. That of a calculation names its event: \`/statements\` reads it from the log, and the fields are made of the same event. \`/payments\`, \`/payment-runs\`, \`/envelopes\` and \`/payment-ledgers\` answer from the payment ledger itself, on which commands decide, so that they are never
behind it: the documents of \`payments\` are folded from the same events by the same functions, and every story of the simulation compares the two.

**Accounts.** Give readers a role that finds in the views and nowhere else, for each of them:

\`\`\`
db.createRole({ role: 'statementsReader', roles: [], privileges: [
  { resource: { db: 'decompte', collection: 'latest_statements' }, actions: ['find'] },
] })
db.createUser({ user: 'reporting', pwd: passwordPrompt(), roles: ['statementsReader'] })
\`\`\`

A server without views (FerretDB) cannot keep readers from the collections: give accounts only to people who may read patients, or copy what the others need. What a view shows is, on such a server, the documents of its kind in the
collection of the build that serves (the highest \`build\` of the projection in \`served\`); where it is made by a field, the documents whose \`_id\` is in that field; where it is one for each entry, the entries.
`;

export function readModelsPage(): string {
  return [HEAD, ...READ_MODELS.map(sectionOf)].join('\n');
}

const SCRATCH_TEXT = `Documents that no event makes: a calculation stores them (\`ACT_ENTRIES\`), and the first one after the read store was emptied makes them again. They are in a collection of their own (\`scratch_…\`).
A year of a team is paged through by \`quarter\` and \`act\`. \`act_ledger_lists\` names the calculation that the acts of a quarter are of: where it is another after the last page than before the first, read that quarter again. The sums of the acts are those of \`act_ledger\`, and are checked
before they are stored.
`;

function sectionOf({ projection, isScratch, kinds, indexes, views }: ReadModel): string {
  return [
    `## ${projection}\n`,
    ...(isScratch === true ? [SCRATCH_TEXT] : []),
    markdownTable(['view', 'what it answers', 'made of', 'one for each'], views.map(viewRow)),
    ...kinds.map(kindOf),
    markdownTable(
      ['index', 'fields'],
      Object.entries(indexes).map(([name, fields]) => [
        `\`${name}\``,
        fields.map((field) => `\`${field}\``).join(', '),
      ]),
    ),
  ].join('\n');
}

function viewRow({ name, question, kind, where, through, each }: ReadModelView): readonly string[] {
  const made = [
    `\`${kind}\``,
    where === undefined ? '' : ` where \`${where}\``,
    through === undefined ? '' : `, by \`${through.field}\``,
  ];
  return [`\`${name}\``, question, made.join(''), each === undefined ? 'document' : `entry of \`${each.list}\``];
}

function kindOf({ kind, meaning, fields, optional }: DocumentKind): string {
  const rows = rowsOf(fields, '').map(([name, type, means]) => [
    `\`${name}\``,
    optional.includes(name) ? `${type}, may be missing` : type,
    means,
  ]);
  return `**\`${kind}\`**: ${meaning}.\n\n${markdownTable(['field', 'type', 'meaning'], rows)}`;
}

function rowsOf(fields: Fields, before: string): (readonly [name: string, type: string, meaning: string])[] {
  return Object.entries(fields).flatMap(([name, shape]) => {
    const row = [before + name, TYPES[shape.kind], shape.meaning] as const;
    if (shape.kind !== 'list') return [row];
    const entries = typeof shape.of.kind === 'string' ? [] : rowsOf(shape.of, `${before}${name}.`);
    return [row, ...entries];
  });
}
