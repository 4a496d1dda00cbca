/** The event catalogue: every event the product records, in which stream, with which content. The page docs/events.md is made from it. */
import { FACT_FILES, type FactFile } from '#libs/facts/fact-files.ts';

interface CatalogueEntry {
  readonly type: string;
  readonly stream: string;
  readonly about: string;
  readonly content: readonly string[];
}

/** Events that are not rows of facts files. */
const OTHERS: readonly CatalogueEntry[] = [
  {
    type: 'RegulationPublished',
    stream: 'regulation',
    about: 'A version of the parameters and grids, whole; in force until the next.',
    content: ['version', 'parameters (text of the JSON file)', 'grids (text of the CSV file)'],
  },
  {
    type: 'FileRefused',
    stream: 'import-<id>',
    about: 'A file that cannot be read as described; nothing of it is recorded.',
    content: ['file', 'sha256', 'reason (French)'],
  },
  {
    type: 'RowSetAside',
    stream: 'import-<id>',
    about: 'A bad row of a good file, verbatim but for what has the shape of a social security number.',
    content: ['file', 'sha256', 'line', 'code', 'message (French)', 'row'],
  },
  {
    type: 'SetAsideRowRecorded',
    stream: 'import-<id>',
    about: 'A row set aside before is good now: what it lacked has come in since.',
    content: ['file', 'sha256', 'line'],
  },
  {
    type: 'FileRecorded',
    stream: 'import-<id>',
    about: 'A file was read to its end.',
    content: ['file', 'sha256', 'rows', 'setAside'],
  },
  {
    type: 'StatementCalculated',
    stream: 'statement-<team>-<period>',
    about:
      'A draft statement, with what it is pinned to: day known, position, versions of the regulation and of the rules.',
    content: ['team', 'period', 'pin', 'digest', 'statement'],
  },
  {
    type: 'StatementNoLongerDue',
    stream: 'statement-<team>-<period>',
    about: 'A calculation found no statement where there was one: the team is not in the experiment.',
    content: ['team', 'period', 'pin', 'digest', 'statement (null)'],
  },
];

function ofFile({ event, about, stream, columns }: FactFile): CatalogueEntry {
  return {
    type: event,
    stream: 'national' in stream ? `national-${stream.national}` : `${stream.category}-<${stream.column}>`,
    about,
    content: columns.map(({ name, key, optional }) => `${name}${key ? ' (key)' : ''}${optional ? '?' : ''}`),
  };
}

export const CATALOGUE: readonly CatalogueEntry[] = [...FACT_FILES.map(ofFile), ...OTHERS];

/** The page as Markdown. */
export function cataloguePage(): string {
  const entries = CATALOGUE.map(
    ({ type, stream, about, content }) =>
      `## ${type}\n\n${about}\n\n- stream: \`${stream}\`\n- content: ${content.join(', ')}\n`,
  );
  return `# Events

Made from the code by \`npm run docs\`; do not edit.

Every event has a position (its ordinal in the log), a stream and a revision in it, an id made from its content, a type, a schema
version, the day or period it is effective, the day it was known (\`known_on\`), the commit it was recorded with (when, by whom, as
part of what, because of what), and a link of the hash chain over all of these and the exact payload. The payload of a fact is the row
that came in, every field as text; \`?\` may be empty, \`key\` names the fact of which the row is a version.

${entries.join('\n')}`;
}
