/**
 * Patient ids that look like one person: the same birth and sex, a common declared doctor, and acts of the second that begin after those of
 * the first end. A person with a new pseudonym counts twice on lists, and the fidelity begins again.
 */
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';

export interface LookAlikes {
  /** The id whose acts end. */
  readonly former: string;
  /** The id whose acts begin after that. */
  readonly latter: string;
  /** The last act of the first, and the first act of the second. */
  readonly lastAct: Day;
  readonly firstAct: Day;
}

/** The few fields of a dossier that a comparison needs, as there are many dossiers. */
interface Trace {
  readonly patient: string;
  readonly doctors: readonly string[];
  readonly firstAct: Day;
  readonly lastAct: Day;
  readonly isDead: boolean;
}

/** Longest time between the acts of the two, in days: a person who sees the doctor once a year. */
const LONGEST_GAP = 400;

/** Gathers dossiers in any order. */
export class LookAlikeSearch {
  readonly #traces = new Map<string, Trace[]>();

  add({ patient, person, declarations, acts }: Dossier): void {
    const last = person.reduce<(typeof person)[number] | undefined>(
      (latest, one) => (latest === undefined || one.knownOn >= latest.knownOn ? one : latest),
      undefined,
    );
    const doctors = [...new Set(declarations.flatMap(({ rpps }) => (rpps === '' ? [] : [rpps])))];
    if (last === undefined || acts.length === 0 || doctors.length === 0) return;
    let [firstAct, lastAct] = [Infinity, -Infinity];
    for (const { careOn } of acts) {
      firstAct = Math.min(firstAct, careOn);
      lastAct = Math.max(lastAct, careOn);
    }
    const key = `${last.birth}/${last.sex}`;
    const traces = this.#traces.get(key) ?? [];
    this.#traces.set(key, traces);
    traces.push({ patient, doctors, firstAct, lastAct, isDead: last.diedOn !== null });
  }

  /** Ordered by `lookAlikesKey`. */
  found(): readonly LookAlikes[] {
    const pairs: LookAlikes[] = [];
    for (const traces of this.#traces.values())
      for (const former of traces)
        for (const latter of traces)
          if (continues(former, latter))
            pairs.push({
              former: former.patient,
              latter: latter.patient,
              lastAct: former.lastAct,
              firstAct: latter.firstAct,
            });
    return pairs.sort((a, b) => compareText(lookAlikesKey(a), lookAlikesKey(b)));
  }
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
