/** The five export files that need only statements. Source: outputs, "Files". */
import { dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type CsvColumn, type CsvForm, csvTable, days } from '#libs/kernel/csv.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';

interface Present extends CalculatedStatement {
  readonly statement: Statement;
}

interface OutputFile {
  readonly name: string;
  readonly columns: readonly CsvColumn[];
  /** Rows of one statement, in order. */
  readonly rows: (calculated: Present) => readonly (readonly (string | number | bigint)[])[];
}

export const STATEMENT_FILES: readonly OutputFile[] = [
  {
    name: 'statements.csv',
    columns: ['team_id', 'period', 'scheme', 'text', 'phase', days('known_on'), 'patients', 'total_cents', 'flags'],
    rows: ({ team, period, pin, statement: { scheme, text, phase, patients, totalCents, flags } }) => [
      [team, period, scheme, text, phase, dayText(pin.knownOn), patients, totalCents, flags.join(' ')],
    ],
  },
  {
    name: 'statement_lines.csv',
    columns: ['team_id', 'period', 'position', 'line', 'amount_cents'],
    rows: ({ team, period, statement: { lines } }) =>
      lines.map(({ line, amountCents }, i) => [team, period, i + 1, line, amountCents]),
  },
  {
    name: 'statement_instalments.csv',
    columns: ['team_id', 'period', 'number', days('due_on'), 'kind', 'amount_cents'],
    rows: ({ team, period, statement: { instalments } }) =>
      instalments.map(({ dueOn, kind, amountCents }, i) => [team, period, i + 1, dayText(dueOn), kind, amountCents]),
  },
  {
    name: 'statement_parameters.csv',
    columns: ['team_id', 'period', 'parameter', 'status'],
    rows: ({ team, period, statement: { parameters } }) =>
      parameters
        .filter(({ status }) => status !== 'exact')
        .map(({ parameter, status }) => [team, period, parameter, status]),
  },
  {
    name: 'act_ledger.csv',
    columns: ['team_id', 'quarter', 'class', 'reason', 'acts', 'base_cents', 'paid_cents'],
    rows: ({ team, period, statement: { ledger } }) =>
      ledger.map(({ class: actClass, reason, acts, baseCents, paidCents }) => [
        team,
        period,
        actClass,
        reason,
        acts,
        baseCents,
        paidCents,
      ]),
  },
];

/** The calculations that have a statement, by team and period. */
export function present(statements: readonly CalculatedStatement[]): readonly Present[] {
  return statements
    .filter((calculated): calculated is Present => calculated.statement !== null)
    .sort((a, b) => compareText(a.team, b.team) || compareText(a.period, b.period));
}

export function fileText({ columns, rows }: OutputFile, statements: readonly Present[], form: CsvForm = 'raw'): string {
  return csvTable(columns, statements.flatMap(rows), form);
}
