/** Finds the patients whose retention period is over, so that their erasure can be proposed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { factsOf } from '#libs/enrolment/dossier.ts';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { personsNow } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import { isExpired } from '#libs/commands/proposal.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { erasureIdOfPatient, erasureIds, erasureOf } from '#libs/erasure/erasures.ts';
import { type KeepingRule, isKeptLongEnough, keepingRuleOn } from '#libs/erasure/keeping-rule.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';

/** A person of several pseudonyms is erased with all of them, and so is due once the last fact of all is old enough. */
interface DuePatient {
  /** The pseudonym that names the person. */
  readonly patient: string;
  /** The day on which the last fact about the person became known. */
  readonly lastKnownOn: Day;
}

export interface DueErasures {
  /** Undefined if no rule is in force. */
  readonly rule: KeepingRule | undefined;
  /** Without patients whose erasure waits for a decision. Ordered by patient. */
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
    const [due, isErased] = [[] as DuePatient[], await erasedPatients(log)];
    const waiting = await waitingErasures(log, today);
    const { merges } = await rosterDocuments(await projections.documents(ROSTERS));
    const turns = new Turns();
    // Not in the order of their keys: that takes ten times as long where there are hundreds of thousands.
    for await (const batch of linkedDossiers(await projections.documents(DOSSIERS), { merges }))
      for (const person of [...batch].flatMap(personsNow)) {
        if (turns.isOver) await turns.next();
        const { patient } = person.dossier;
        const ids = person.parts.map((part) => part.patient);
        if (person.parts.some(({ kept }) => kept !== undefined) || ids.some(isErased)) continue;
        const known = person.parts.flatMap(factsOf).flatMap((versions) => versions.map(({ knownOn }) => knownOn));
        const lastKnownOn = known.reduce((last, day) => Math.max(last, day), -Infinity);
        if (known.length === 0 || !isKeptLongEnough(lastKnownOn, today, rule)) continue;
        if (!ids.some((id) => waiting.has(erasureIdOfPatient(keys, id)))) due.push({ patient, lastKnownOn });
      }
    return { rule, patients: due.sort((a, b) => compareText(a.patient, b.patient)) };
  }
}

/** Ids of those that can still be confirmed, which are few among millions of patients. */
async function waitingErasures(log: EventStore, today: Day): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>();
  for (const id of await erasureIds(log)) {
    const state = await erasureOf(log, id);
    if (state.status === 'proposed' && !isExpired(state.proposal, today)) waiting.add(id);
  }
  return waiting;
}
