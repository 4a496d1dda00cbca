/**
 * A second calculation of the statements and the act ledger, as naive a transcription of the rules as possible: simple loops and look-ups
 * day by day, the sentences of the rules quoted next to the lines that follow them. It shares nothing with the product, so that the two can
 * be compared on any facts.
 */
import { classifyActs, ledger } from './acts.ts';
import { familyOf } from './belonging.ts';
import { factsKnownOn, quartersBetween, yearOf } from './facts.ts';
import { quarterlyStatement } from './quarterly.ts';
import type { Statement } from './statement.ts';
import { totalOf } from './statement.ts';
import type { Regulation, World } from './world.ts';
import { readGrids } from './world.ts';
import { yearlyStatement } from './yearly.ts';

export interface ReferenceOptions {
  readonly from: string;
  readonly to: string;
  readonly knownOn: string;
  /** The parsed parameters.json. */
  readonly parameters: unknown;
  /** The text of grids.csv. */
  readonly grids: string;
  readonly overrides?: Record<string, unknown>;
}

/** The text of each output file, by name. */
export function referenceOutputs(factsFolder: string, options: ReferenceOptions): Record<string, string> {
  const world: World = {
    facts: factsKnownOn(factsFolder, options.knownOn),
    regulation: options.parameters as Regulation,
    grids: readGrids(options.grids),
    overrides: options.overrides ?? {},
  };
  const quarters = quartersBetween(options.from, options.to);
  const acts = classifyActs(world);
  const statements = statementsOf(world, acts, quarters);
  const entries = acts.entries.filter((entry) => quarters.includes(entry.quarter));

  return {
    'statements.csv': csv(
      ['team_id', 'period', 'scheme', 'text', 'phase', 'known_on', 'patients', 'total_cents', 'flags'],
      2,
      statements.map((s) => [
        s.teamId,
        s.period,
        s.scheme,
        s.text,
        s.phase,
        options.knownOn,
        s.patients,
        totalOf(s.lines),
        [...s.flags].sort().join(' '),
      ]),
    ),
    'statement_lines.csv': csv(
      ['team_id', 'period', 'position', 'line', 'amount_cents'],
      3,
      statements.flatMap((s) => s.lines.map(([line, amount], i) => [s.teamId, s.period, i + 1, line, amount])),
    ),
    'statement_instalments.csv': csv(
      ['team_id', 'period', 'number', 'due_on', 'kind', 'amount_cents'],
      3,
      statements.flatMap((s) =>
        s.instalments.map((item, i) => [s.teamId, s.period, i + 1, item.dueOn, item.kind, item.amount]),
      ),
    ),
    'statement_parameters.csv': csv(
      ['team_id', 'period', 'parameter', 'status'],
      3,
      statements.flatMap((s) => s.parameters.map(([name, status]) => [s.teamId, s.period, name, status])),
    ),
    'act_ledger.csv': csv(
      ['team_id', 'quarter', 'class', 'reason', 'acts', 'base_cents', 'paid_cents'],
      4,
      ledger(entries).map((row) => [row.teamId, row.quarter, row.class, row.reason, row.acts, row.base, row.paid]),
    ),
    'act_ledger_entries.csv': csv(
      ['act_id', 'team_id', 'quarter', 'class', 'reason', 'base_cents', 'paid_cents'],
      5,
      entries.map((e) => [e.actId, e.teamId, e.quarter, e.class, e.reason, e.base, e.paid]),
    ),
  };
}

/** "draft statements of the quarters, and of the IPEP years they lie in" */
function statementsOf(world: World, acts: ReturnType<typeof classifyActs>, quarters: string[]): Statement[] {
  const schemes = new Map(world.facts.teams.map((row) => [row.team_id, row.scheme]));
  const years = new Set(quarters.map(yearOf));
  const statements: (Statement | undefined)[] = [];
  for (const [teamId, scheme] of schemes) {
    if (familyOf(scheme) === 'INCENTIVE') {
      for (const year of years) statements.push(yearlyStatement(world, teamId, year));
    } else {
      for (const quarter of quarters) statements.push(quarterlyStatement(world, acts, teamId, quarter));
    }
  }
  return statements.filter((statement) => statement !== undefined);
}

type Cell = string | number | bigint;

/**
 * "LF, no quoting where none is needed; sorted by the columns before the first amount or text column, as text (numbers
 * as numbers)."
 */
function csv(header: string[], sortedBy: number, rows: Cell[][]): string {
  const sorted = rows.sort((a, b) => {
    for (let i = 0; i < sortedBy; i++) {
      const [x = '', y = ''] = [a[i], b[i]];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  });
  return [header, ...sorted].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

function quoted(cell: Cell): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
