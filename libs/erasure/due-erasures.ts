/** The patients whose keeping period is over, so that their erasure can be proposed. */
import { isExpired } from '#libs/commands/proposal.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { personsNow } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { erasureIdOfPatient, erasureOf } from '#libs/erasure/erasures.ts';
import { type KeepingRule, isKeptLongEnough, keepingRuleOn, lastKnownOn } from '#libs/erasure/keeping-rule.ts';
import { erasuresAt } from '#libs/erasure/last-events.ts';
import type { ErasureState } from '#libs/erasure/state.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';

type WaitingErasure = Extract<ErasureState, { readonly status: 'proposed' }>;

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

/** No patient is due in a log with facts in clear, because none can be erased there. Throws NotServed. */
export async function dueErasures({ log, projections }: QueryStores, today: Day): Promise<DueErasures> {
  const [{ keys }, rule] = [log, keepingRuleOn(today)];
  if (rule === undefined || keys === undefined) return { rule, patients: [] };
  const [due, isErased] = [[] as DuePatient[], await erasedPatients(log)];
  const waiting = await waitingErasures(log, today);
  const { merges } = await rosterDocuments(await projections.documents(ROSTERS));
  const turns = new Turns();
  // Not in the order of their keys: that takes ten times as long where there are hundreds of thousands.
  for await (const batch of linkedDossiers(await projections.documents(DOSSIERS), { merges }))
    for (const linked of batch) {
      if (turns.isOver) await turns.next();
      for (const { dossier, parts } of personsNow(linked)) {
        const ids = parts.map(({ patient }) => patient);
        if (parts.some(({ kept }) => kept !== undefined) || ids.some(isErased)) continue;
        const last = lastKnownOn(parts);
        if (last === undefined || !isKeptLongEnough(last, today, rule)) continue;
        if (!ids.some((id) => waiting.has(erasureIdOfPatient(keys, id))))
          due.push({ patient: dossier.patient, lastKnownOn: last });
      }
    }
  return { rule, patients: due.sort((a, b) => compareText(a.patient, b.patient)) };
}

/** Ids of those that can still be confirmed, which are few among millions of patients. */
async function waitingErasures(log: EventStore, today: Day): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>();
  for (const id of await erasuresAt(log, 'ErasureProposed'))
    if (mayBeConfirmed(await erasureOf(log, id), today)) waiting.add(id);
  return waiting;
}

/** Whether a second person can still confirm it. */
export function mayBeConfirmed(state: ErasureState, today: Day): state is WaitingErasure {
  return state.status === 'proposed' && !isExpired(state.proposal, today);
}
