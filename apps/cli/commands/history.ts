/** `decompte history patient|team|statement|ledger ID`: events in order, corrections, and the state as known then. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import {
  ledgerHistoryText,
  patientHistoryText,
  statementHistoryText,
  teamHistoryText,
} from '#libs/words/texts/history-text.ts';
import { HistoryModule } from '#libs/history/history.module.ts';
import { FindLedgerHistory } from '#libs/history/queries/find-ledger-history.ts';
import { FindPatientHistory } from '#libs/history/queries/find-patient-history.ts';
import { FindStatementHistory } from '#libs/history/queries/find-statement-history.ts';
import { FindTeamHistory } from '#libs/history/queries/find-team-history.ts';
import type { HistoryView } from '#libs/history/recorded.ts';
import { dayText } from '#libs/kernel/day.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { periodAsHeld } from '#apps/cli/options.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';

interface HistoryOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly position?: string;
  readonly json?: boolean;
}

interface Shown {
  readonly history: { readonly state: object };
  readonly text: string;
}

type FindShown = (query: Modules['query'], id: string, view: HistoryView) => Promise<Shown>;

const HISTORIES = {
  patient: async (query, id, view) => {
    const history = await query(new FindPatientHistory(id, view));
    return { history, text: patientHistoryText(id, history, view) };
  },
  team: async (query, id, view) => {
    const history = await query(new FindTeamHistory(id, view));
    return { history, text: teamHistoryText(id, history, view) };
  },
  statement: async (query, id, view) => {
    const slash = id.lastIndexOf('/');
    const [team, period] = [id.slice(0, Math.max(slash, 0)), periodAsHeld(id.slice(slash + 1))];
    if (team === '' || parsePeriod(period) === undefined)
      throw new CliRefusal(
        `« ${id} » ne désigne pas un décompte ; écrivez ÉQUIPE PÉRIODE, par exemple PEPS-01 2021-T1, ou IPEP-01 2021`,
      );
    const history = await query(new FindStatementHistory(team, period, view));
    return { history, text: statementHistoryText(`${team} ${periodInFrench(period)}`, history, view) };
  },
  ledger: async (query, id, view) => {
    const history = await query(new FindLedgerHistory(id, view, knownOn(undefined)));
    return { history, text: ledgerHistoryText(id, history, view) };
  },
} satisfies Record<string, FindShown>;

type HistoryKind = keyof typeof HISTORIES;

/** `id`: for a statement, its team followed by the period, or TEAM/PERIOD. */
export function historyCommand(kind: HistoryKind) {
  return async (id: string, ...rest: readonly unknown[]): Promise<number> => {
    const options = rest.at(-1) as HistoryOptions;
    const period = typeof rest[0] === 'string' ? rest[0] : undefined;
    const view = viewOf(options);
    return withModules(options, [HistoryModule], async ({ query, reads }) => {
      const find: FindShown = HISTORIES[kind];
      const { history, text } = await find(query, period === undefined ? id : `${id}/${period}`, view);
      // For a patient who is unknown or erased, the query has refused and nothing was read.
      if (kind === 'patient') reads.note('history patient', 'PATIENT', [id]);
      if (options.json === true)
        printJson({ kind, id, ...(period === undefined ? {} : { period }), ...historyJson(history, view) });
      else result(text);
    });
  };
}

function viewOf({ knownOn: day, position }: HistoryOptions): HistoryView {
  if (position !== undefined && !/^[1-9]\d{0,14}$/.test(position))
    throw new CliRefusal(`--position vaut « ${position} » ; écrivez le numéro d’un événement, par exemple 1200`);
  return {
    ...(day === undefined ? {} : { knownOn: knownOn(day) }),
    ...(position === undefined ? {} : { position: Number(position) }),
  };
}

function historyJson(history: object, { knownOn: day, position }: HistoryView): object {
  return {
    ...(day === undefined ? {} : { knownOn: dayText(day) }),
    ...(position === undefined ? {} : { position }),
    ...history,
  };
}
