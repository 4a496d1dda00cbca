/** `decompte history patient|team|statement|ledger ID`: events in order, corrections, and the state as known then. */
import {
  ledgerHistoryText,
  patientHistoryText,
  statementHistoryText,
  teamHistoryText,
} from '#libs/history/history-text.ts';
import { ledgerHistory } from '#libs/history/of-decisions.ts';
import { statementHistory } from '#libs/history/of-statement.ts';
import { patientHistory, teamHistory } from '#libs/history/of-facts.ts';
import { UnknownSubject, type View } from '#libs/history/recorded.ts';
import { dayText } from '#libs/kernel/day.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type OpenStores, type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { json, result } from '#apps/cli/terminal.ts';

export interface HistoryOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly position?: string;
  readonly json?: boolean;
}

interface Told {
  readonly history: { readonly state: object };
  readonly text: string;
}

type Teller = (stores: OpenStores, id: string, view: View) => Promise<Told>;

const TELLERS = {
  patient: async ({ log }, id, view) => {
    const history = await patientHistory(log, id, view);
    return { history, text: patientHistoryText(id, history, view) };
  },
  team: async ({ log }, id, view) => {
    const history = await teamHistory(log, id, view);
    return { history, text: teamHistoryText(id, history, view) };
  },
  statement: async ({ log }, id, view) => {
    const slash = id.lastIndexOf('/');
    const [team, period] = [id.slice(0, Math.max(slash, 0)), id.slice(slash + 1)];
    if (team === '' || !/^\d{4}(-Q[1-4])?$/.test(period))
      throw new Refusal(
        `« ${id} » ne désigne pas un décompte ; écrivez ÉQUIPE PÉRIODE, par exemple PEPS-01 2021-Q1, ou IPEP-01 2021`,
      );
    const history = await statementHistory(log, team, period, view);
    return { history, text: statementHistoryText(`${team} ${period}`, history, view) };
  },
  ledger: async ({ log }, id, view) => {
    const history = await ledgerHistory(log, id, view);
    return { history, text: ledgerHistoryText(id, history, view) };
  },
} satisfies Record<string, Teller>;

export type HistoryKind = keyof typeof TELLERS;

/** `id`: for a statement its team, with the period after it, or TEAM/PERIOD. */
export function historyCommand(kind: HistoryKind) {
  return async (id: string, ...rest: readonly unknown[]): Promise<number> => {
    const options = rest.at(-1) as HistoryOptions;
    const period = typeof rest[0] === 'string' ? rest[0] : undefined;
    const view = viewOf(options);
    const stores = await openStores(options, false);
    try {
      const tell: Teller = TELLERS[kind];
      const { history, text } = await tell(stores, period === undefined ? id : `${id}/${period}`, view);
      if (options.json === true)
        json({ kind, id, ...(period === undefined ? {} : { period }), ...written(history, view) });
      else result(text);
      return 0;
    } catch (error) {
      throw error instanceof UnknownSubject ? new Refusal(error.message) : error;
    } finally {
      await stores.close();
    }
  };
}

function viewOf({ knownOn: day, position }: HistoryOptions): View {
  if (position !== undefined && !/^[1-9]\d{0,14}$/.test(position))
    throw new Refusal(`--position vaut « ${position} » ; écrivez le numéro d'un événement, par exemple 1200`);
  return {
    ...(day === undefined ? {} : { knownOn: knownOn(day) }),
    ...(position === undefined ? {} : { position: Number(position) }),
  };
}

function written(history: object, { knownOn: day, position }: View): object {
  return {
    ...(day === undefined ? {} : { knownOn: dayText(day) }),
    ...(position === undefined ? {} : { position }),
    ...history,
  };
}
