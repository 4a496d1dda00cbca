/** Finds the patients whose retention period is over, so that their erasure can be proposed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { factsOf } from '#libs/enrolment/dossier.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { erasureIdOfPatient, erasureIds, erasureOf } from '#libs/erasure/erasures.ts';
import { type KeepingRule, isKeptLongEnough, keepingRuleOn } from '#libs/erasure/keeping-rule.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface DuePatient {
  readonly patient: string;
  /** The day on which the last fact about the patient became known. */
  readonly lastKnownOn: Day;
}

export interface DueErasures {
  /** Undefined if no rule is in force. */
  readonly rule: KeepingRule | undefined;
  /** Without patients whose erasure is proposed. Ordered by patient. */
  readonly patients: readonly DuePatient[];
}

export class FindDueErasures extends Query<DueErasures> {
  readonly today: Day;

  constructor(today: Day) {
    super();
    this.today = today;
  }
}

@QueryHandler(FindDueErasures)
export class FindDueErasuresHandler implements IQueryHandler<FindDueErasures> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** No patient is due in a log with facts in clear, because none can be erased there. */
  async execute({ today }: FindDueErasures): Promise<DueErasures> {
    const { log, projections } = this.#stores;
    const [{ keys }, rule] = [log, keepingRuleOn(today)];
    if (rule === undefined || keys === undefined) return { rule, patients: [] };
    const [due, waiting, isErased] = [[] as DuePatient[], await waitingErasures(log), await erasedPatients(log)];
    const turns = new Turns();
    // Not in the order of their keys: that takes ten times as long where there are hundreds of thousands.
    for await (const batch of (await projections.documents(DOSSIERS)).scan())
      for (const [, text] of batch) {
        if (turns.isOver) await turns.next();
        const dossier = readDossier(text);
        if (dossier.kept !== undefined || isErased(dossier.patient)) continue;
        const known = factsOf(dossier).flatMap((versions) => versions.map(({ knownOn }) => knownOn));
        const lastKnownOn = known.reduce((last, day) => Math.max(last, day), -Infinity);
        if (known.length === 0 || !isKeptLongEnough(lastKnownOn, today, rule)) continue;
        if (!waiting.has(erasureIdOfPatient(keys, dossier.patient)))
          due.push({ patient: dossier.patient, lastKnownOn });
      }
    return { rule, patients: due.sort((a, b) => compareText(a.patient, b.patient)) };
  }
}

/** Ids of the proposed ones, which are few among millions of patients. */
async function waitingErasures(log: EventStore): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>();
  for (const id of await erasureIds(log)) if ((await erasureOf(log, id)).status === 'proposed') waiting.add(id);
  return waiting;
}
