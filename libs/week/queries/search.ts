/**
 * Finds a typed text in a search: teams by name or id, statements by team and period, payments by reference, runs and envelopes by name.
 */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { foldedText } from '#libs/commands/folded-text.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type ListedStatement, listedStatements } from '#libs/statements/listed/listed-statements.ts';

export type FoundByName =
  | { readonly kind: 'TEAM'; readonly team: string; readonly name: string | null }
  | { readonly kind: 'STATEMENT'; readonly team: string; readonly name: string | null; readonly period: string }
  | { readonly kind: 'PAYMENT'; readonly endToEndId: string; readonly team: string; readonly period: string }
  | { readonly kind: 'RUN'; readonly run: string; readonly envelope: string }
  | { readonly kind: 'ENVELOPE'; readonly envelope: string };

/** Maximum of each kind. */
const OF_A_KIND = 10;
/** A shorter part of a reference would find too many. */
const REFERENCE_MIN = 4;

export class Search extends Query<readonly FoundByName[]> {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

@QueryHandler(Search)
export class SearchHandler implements IQueryHandler<Search> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** The kinds in the order of the type above. Throws LEDGER_NOT_CARRIED_OVER. */
  async execute({ text }: Search): Promise<readonly FoundByName[]> {
    const statements = await listedStatements(this.#stores);
    const ledger = await ledgerOf(this.#stores.log);
    return [...teams(statements, foldedText(text)), ...ofTeamAndPeriod(statements, text), ...ofLedger(ledger, text)];
  }
}

/** The latest statement of a team has its name of today. */
function teams(statements: readonly ListedStatement[], sought: string): FoundByName[] {
  const names = new Map<string, string | null>();
  for (const { team, teamName } of statements) names.set(team, teamName ?? names.get(team) ?? null);
  return [...names]
    .filter(([team, name]) => isNamed(team, name, sought))
    .slice(0, OF_A_KIND)
    .map(([team, name]) => ({ kind: 'TEAM', team, name }));
}

const folded = memoised(foldedText, 100_000);

function isNamed(team: string, name: string | null, sought: string): boolean {
  return folded(team).includes(sought) || folded(name ?? '').includes(sought);
}

const PERIOD = /^(\d{4})(?:-?[QT]([1-4]))?$/i;

/** The last word is a period, or a year; the words before it name the team. The last period comes first. */
function ofTeamAndPeriod(statements: readonly ListedStatement[], text: string): FoundByName[] {
  const words = text.trim().split(/\s+/);
  const [, year, quarter] = PERIOD.exec(words.at(-1) ?? '') ?? [];
  if (year === undefined) return [];
  const begin = quarter === undefined ? year : `${year}-Q${quarter}`;
  const sought = foldedText(words.slice(0, -1).join(' '));
  return statements
    .filter(({ period, team, teamName }) => period.startsWith(begin) && isNamed(team, teamName, sought))
    .toReversed()
    .slice(0, OF_A_KIND)
    .map(({ team, teamName, period }) => ({ kind: 'STATEMENT', team, name: teamName, period }));
}

function ofLedger({ payments, runs, preparedRuns, envelopes }: PaymentLedger, text: string): FoundByName[] {
  const reference = text.replaceAll(/\s/g, '').toUpperCase();
  const sought = foldedText(text);
  const ofReference = reference.length < REFERENCE_MIN ? [] : [...payments.values()];
  const allRuns = [
    ...[...preparedRuns.values()].map(({ request: { run, envelope } }) => ({ run, envelope })),
    ...[...runs.values()].map(({ id, envelope }) => ({ run: id, envelope })),
  ];
  return [
    ...ofReference
      .filter(({ endToEndId }) => endToEndId.toUpperCase().includes(reference))
      .slice(0, OF_A_KIND)
      .map(({ endToEndId, team, period }) => ({ kind: 'PAYMENT', endToEndId, team, period }) as const),
    ...allRuns
      .filter(({ run }) => foldedText(run).includes(sought))
      .slice(0, OF_A_KIND)
      .map((run) => ({ kind: 'RUN', ...run }) as const),
    ...[...envelopes.keys()]
      .filter((envelope) => foldedText(envelope).includes(sought))
      .slice(0, OF_A_KIND)
      .map((envelope) => ({ kind: 'ENVELOPE', envelope }) as const),
  ];
}
