import { inOption, listedBy, phaseOn, rowOfTeam, teamOf } from './belonging.ts';
import type { Act } from './facts.ts';
import { firstDay, quarterOf } from './facts.ts';
import type { World } from './world.ts';
import { parameter } from './world.ts';

export interface Entry {
  readonly actId: string;
  readonly teamId: string;
  readonly quarter: string;
  readonly class: 'INFORMATION_ONLY' | 'SUBSTITUTED' | 'LEAKAGE' | 'FEE_FOR_SERVICE';
  readonly reason: string;
  readonly base: bigint;
  readonly paid: bigint;
}

/** An act of case 2, as the fidelisation rate of the team that lists its patient sees it. */
export interface ListedAct {
  readonly teamId: string;
  readonly patientId: string;
  readonly quarter: string;
  readonly inside: boolean;
  readonly reversal: boolean;
  readonly base: bigint;
}

export interface Acts {
  readonly entries: Entry[];
  readonly listed: ListedAct[];
}

/** "whose acts the forfait replaces": scope GP or GP+NURSE */
function professionInScope(world: World, act: Act, teamId: string, q0: string): boolean {
  return (rowOfTeam(world, teamId, q0)?.scope ?? '').split('+').includes(act.profession);
}

/** "In scope for T: the act's profession is in T's scope and its code in scope_acts of that profession." */
function inScope(world: World, act: Act, teamId: string, q0: string): boolean {
  if (!professionInScope(world, act, teamId, q0)) return false;
  const scheme = rowOfTeam(world, teamId, q0)?.scheme ?? '';
  const codes = parameter(world, scheme, 'scope_acts', q0) as Record<string, string[]>;
  return (codes[act.profession] ?? []).includes(act.act_code);
}

function inForfait(world: World, teamId: string, q0: string): boolean {
  const phase = phaseOn(world, teamId, q0);
  return phase === 'FORFAIT' || phase === 'FORFAIT_STARTUP';
}

/**
 * "Reason, the first that holds of: TEAM_NOT_IN_FORFAIT (E's phase on q0) · PATIENT_NOT_LISTED (P ≠ E) ·
 * PATIENT_OUTSIDE_OPTION (of E, on q0) · PROFESSION_OUT_OF_SCOPE (of E) · OUT_OF_SCOPE_ACT."
 */
function reason(world: World, act: Act, P: string | undefined, E: string, q0: string): string {
  if (!inForfait(world, E, q0)) return 'TEAM_NOT_IN_FORFAIT';
  if (P !== E) return 'PATIENT_NOT_LISTED';
  if (!inOption(world, act.patient_id, E, q0)) return 'PATIENT_OUTSIDE_OPTION';
  if (!professionInScope(world, act, E, q0)) return 'PROFESSION_OUT_OF_SCOPE';
  return 'OUT_OF_SCOPE_ACT';
}

/** "For each act known on K … Each act gives zero, one or two entries" */
export function classifyActs(world: World): Acts {
  const entries: Entry[] = [];
  const listed: ListedAct[] = [];
  for (const act of world.facts.acts) {
    const quarter = quarterOf(act.care_on);
    const q0 = firstDay(quarter);
    const base = BigInt(act.base_cents);
    const paid = BigInt(act.paid_cents);
    const give = (teamId: string, entryClass: Entry['class'], why: string): void => {
      entries.push({ actId: act.act_id, teamId, quarter, class: entryClass, reason: why, base, paid });
    };
    // "P = the team that lists its patient on care_on, E = the substitutive team its executant is a member of on
    // care_on, whatever the profession"
    const P = listedBy(world, act.patient_id, act.care_on);
    const E = teamOf(world, act.executant_rpps, act.care_on, 'SUBSTITUTIVE', 'any profession');
    // "1. qualifier 71: E gets INFORMATION_ONLY; done."
    if (act.qualifier === '71') {
      if (E !== undefined) give(E, 'INFORMATION_ONLY', '');
      continue;
    }
    // "2. P exists, the act is in scope for P and the patient is in P's option on q0"
    if (P !== undefined && inScope(world, act, P, q0) && inOption(world, act.patient_id, P, q0)) {
      listed.push({
        teamId: P,
        patientId: act.patient_id,
        quarter,
        inside: E === P,
        reversal: act.quantity.startsWith('-'),
        base,
      });
      if (E === P) {
        // "E = P: SUBSTITUTED if P's phase on q0 is FORFAIT or FORFAIT_STARTUP, else FEE_FOR_SERVICE / TEAM_NOT_IN_FORFAIT"
        if (inForfait(world, P, q0)) give(P, 'SUBSTITUTED', '');
        else give(P, 'FEE_FOR_SERVICE', 'TEAM_NOT_IN_FORFAIT');
      } else {
        // "E ≠ P: P gets LEAKAGE; and E, if there is one, FEE_FOR_SERVICE with a reason"
        give(P, 'LEAKAGE', '');
        if (E !== undefined) give(E, 'FEE_FOR_SERVICE', reason(world, act, P, E, q0));
      }
      continue;
    }
    // "3. otherwise E, if there is one, gets FEE_FOR_SERVICE with a reason"
    if (E !== undefined) give(E, 'FEE_FOR_SERVICE', reason(world, act, P, E, q0));
  }
  return { entries, listed };
}

export interface LedgerRow {
  readonly teamId: string;
  readonly quarter: string;
  readonly class: string;
  readonly reason: string;
  readonly acts: number;
  readonly base: bigint;
  readonly paid: bigint;
}

/**
 * "The act ledger of a team and quarter adds up, by class and reason, the number of entries, base_cents and paid_cents
 * (reversals count as one entry with negative amounts)."
 */
export function ledger(entries: Entry[]): LedgerRow[] {
  const groups = Map.groupBy(entries, (e) => JSON.stringify([e.teamId, e.quarter, e.class, e.reason]));
  const rows: LedgerRow[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const base = group.reduce((sum, entry) => sum + entry.base, 0n);
    const paid = group.reduce((sum, entry) => sum + entry.paid, 0n);
    rows.push({ ...first, acts: group.length, base, paid });
  }
  return rows;
}
