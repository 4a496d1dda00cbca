/**
 * Patient ids that look like one person: the same birth and sex, a common declared doctor, and acts of the second that begin after those of
 * the first end. A person with a new pseudonym counts twice on lists, and the fidelity begins again.
 */
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { Turns } from '#libs/read-store/turns.ts';

export interface LookAlikes {
  /** The id whose acts end. */
  readonly former: string;
  /** The id whose acts begin after that. */
  readonly latter: string;
  /** The last act of the first, and the first act of the second. */
  readonly lastAct: Day;
  readonly firstAct: Day;
}

/** The few fields of a dossier that a comparison needs. */
interface Trace {
  readonly patient: string;
  readonly firstAct: Day;
  readonly lastAct: Day;
  readonly isDead: boolean;
  readonly doctors: readonly string[];
}

/** Longest time between the acts of the two, in days: a person who sees the doctor once a year. */
const LONGEST_GAP = 400;

/**
 * Gathers dossiers in any order, and follows their changes. Keeps a short text of each, as there are many: an object would take three times
 * as much.
 */
export class LookAlikeSearch {
  /** By birth and sex. */
  readonly #traces = new Map<string, string[]>();
  /** The pairs among those of a birth and sex, where there are any. */
  readonly #pairs = new Map<string, readonly LookAlikes[]>();
  /** Births and sexes with other traces since the last search. */
  readonly #changed = new Set<string>();

  /** `upTo`: position of the last event that counts. */
  add(dossier: Dossier, upTo: number): void {
    const found = traceIn(dossier, upTo);
    if (found === undefined) return;
    const there = this.#traces.get(found.of);
    if (there === undefined) this.#traces.set(found.of, [found.trace]);
    else there.push(found.trace);
    this.#changed.add(found.of);
  }

  /** Takes out what `add` put in of this dossier up to this position. False if it is not there. */
  remove(dossier: Dossier, upTo: number): boolean {
    const found = traceIn(dossier, upTo);
    if (found === undefined) return true;
    const there = this.#traces.get(found.of) ?? [];
    const at = there.indexOf(found.trace);
    if (at < 0) return false;
    there.splice(at, 1);
    this.#changed.add(found.of);
    return true;
  }

  /** Ordered by `lookAlikesKey`. In turns: national data have tens of thousands of births. */
  async found(): Promise<readonly LookAlikes[]> {
    const turns = new Turns();
    for (const of of this.#changed) {
      if (turns.isOver) await turns.next();
      const pairs = pairsAmong((this.#traces.get(of) ?? []).map(traceOf));
      if (pairs.length > 0) this.#pairs.set(of, pairs);
      else this.#pairs.delete(of);
    }
    this.#changed.clear();
    return [...this.#pairs.values()].flat().sort((a, b) => compareText(lookAlikesKey(a), lookAlikesKey(b)));
  }
}

/** Undefined for a dossier that continues none and is continued by none. */
function traceIn(
  { patient, person, declarations, acts }: Dossier,
  upTo: number,
): { readonly of: string; readonly trace: string } | undefined {
  let last: (typeof person)[number] | undefined;
  for (const one of person) if (one.position <= upTo && (last === undefined || one.knownOn >= last.knownOn)) last = one;
  const doctors = new Set<string>();
  for (const { rpps, position } of declarations) if (position <= upTo && rpps !== '') doctors.add(rpps);
  let [firstAct, lastAct] = [Infinity, -Infinity];
  for (const { careOn, position } of acts) {
    if (position > upTo) continue;
    firstAct = Math.min(firstAct, careOn);
    lastAct = Math.max(lastAct, careOn);
  }
  if (last === undefined || firstAct > lastAct || doctors.size === 0) return undefined;
  const trace = JSON.stringify([patient, firstAct, lastAct, last.diedOn !== null, ...doctors]);
  return { of: `${last.birth}/${last.sex}`, trace };
}

function traceOf(text: string): Trace {
  const [patient, firstAct, lastAct, isDead, ...doctors] = JSON.parse(text) as [string, Day, Day, boolean, ...string[]];
  return { patient, firstAct, lastAct, isDead, doctors };
}

function pairsAmong(traces: readonly Trace[]): readonly LookAlikes[] {
  return traces.flatMap((former) =>
    traces
      .filter((latter) => continues(former, latter))
      .map((latter) => ({
        former: former.patient,
        latter: latter.patient,
        lastAct: former.lastAct,
        firstAct: latter.firstAct,
      })),
  );
}

/** The key of a pair, which orders a list of them. */
export function lookAlikesKey({ former, latter }: Pick<LookAlikes, 'former' | 'latter'>): string {
  return JSON.stringify([former, latter]);
}

function continues(former: Trace, latter: Trace): boolean {
  if (former === latter || former.isDead) return false;
  const gap = latter.firstAct - former.lastAct;
  return gap > 0 && gap <= LONGEST_GAP && former.doctors.some((doctor) => latter.doctors.includes(doctor));
}
