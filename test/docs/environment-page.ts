/** The table of the configuration in the page of operations, generated from the services' variables. */
import { markdownTable } from '#test/docs/markdown-table.ts';
import { OF_API, OF_BOTH, OF_OPENID, OF_WORKER, type VariableTable } from '#libs/runtime/variables.ts';

const BEGIN = '<!-- The table is made from libs/runtime/variables.ts by npm run docs. -->\n\n';
const END = '\n<!-- End of the table. -->\n';

/** The page with its table as the code has it. Throws RangeError on a page without the marks around it. */
export function withVariables(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new RangeError('the page has no marks around the table of the configuration');
  return page.slice(0, begin) + BEGIN + variablesTable() + page.slice(end);
}

function variablesTable(): string {
  const head = ['variable', 'read by', 'where it is not set', 'what it says'];
  const tables: readonly (readonly [by: string, VariableTable])[] = [
    ['api, worker', OF_BOTH],
    ['api', OF_OPENID],
    ['api', OF_API],
    ['worker', OF_WORKER],
  ];
  const rows = tables.flatMap(([by, table]) =>
    Object.entries(table).map(([name, { otherwise, about }]) => [`\`${name}\``, by, otherwise, about]),
  );
  return markdownTable(head, rows);
}
