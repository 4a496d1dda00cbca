import { activeOn } from './belonging.ts';
import type { World } from './world.ts';

export interface Instalment {
  readonly dueOn: string;
  readonly kind: 'INSTALMENT' | 'STARTUP_CREDIT';
  readonly amount: bigint;
}

export interface Statement {
  readonly teamId: string;
  readonly period: string;
  readonly scheme: string;
  readonly text: string;
  readonly phase: string;
  readonly patients: number;
  readonly flags: Set<string>;
  readonly lines: [line: string, amount: bigint][];
  readonly instalments: Instalment[];
  readonly parameters: [name: string, status: string][];
}

export function totalOf(lines: [string, bigint][]): bigint {
  return lines.reduce((sum, [, amount]) => sum + amount, 0n);
}

export const sum = (amounts: bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** Credits of a team due from a day to another; "credits by label" within a day. */
export function creditsDue(world: World, teamId: string, from: string, to: string): Instalment[] {
  return world.facts.credits
    .filter((row) => row.team_id === teamId && row.due_on >= from && row.due_on <= to)
    .sort((a, b) => (a.label < b.label ? -1 : 1))
    .map((row) => ({ dueOn: row.due_on, kind: 'STARTUP_CREDIT', amount: BigInt(row.amount_cents) }));
}

/** "Zero amounts are left out; numbered by day, instalments before credits, credits by label." */
export function inOrder(instalments: Instalment[], credits: Instalment[]): Instalment[] {
  // The sort is stable, so that within a day the order of the two lists stays.
  return [...instalments, ...credits]
    .filter((item) => item.amount !== 0n)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

export interface Eligibility {
  readonly professionals?: number;
  readonly gp?: number;
  readonly nurse?: number;
  readonly patients: number;
  readonly boundary?: string;
}

/**
 * "ELIGIBILITY_PROFESSIONALS (not IPEP): on D fewer distinct professionals with a membership in it active on D (even if
 * another team is theirs by the rule above) than eligibility asks; each counts under every profession of those
 * memberships, and once in professionals, which counts GP and NURSE together."
 */
export function tooFewProfessionals(world: World, teamId: string, day: string, asked: Eligibility): boolean {
  const count = (...professions: string[]): number => {
    const found = world.facts.members.filter(
      (row) => row.team_id === teamId && activeOn(row, day) && professions.includes(row.profession),
    );
    return new Set(found.map((row) => row.rpps)).size;
  };
  return (
    count('GP', 'NURSE') < (asked.professionals ?? 0) ||
    count('GP') < (asked.gp ?? 0) ||
    count('NURSE') < (asked.nurse ?? 0)
  );
}

/**
 * "ELIGIBILITY_PATIENTS: patients (IPEP: n) below it, or equal to it where its boundary is gt." "An eligibility without boundary means ge for
 * PEPS and PRIMORDIAL and gt for IPEP."
 */
export function tooFewPatients(patients: number, asked: Eligibility, otherwise: 'gt' | 'ge'): boolean {
  return patients < asked.patients || ((asked.boundary ?? otherwise) === 'gt' && patients === asked.patients);
}
