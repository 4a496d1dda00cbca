/** The possible refusals of a calculation, of a simulation and of the list of their acts. */
import { type DomainError, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type CalculationRefusal =
  /** No fact names the team. */
  | Refusal<'NO_SUCH_TEAM', { readonly team: string }>
  | Refusal<'NO_SUCH_PAYMENT', { readonly payment: string }>
  /** The payment was cancelled, and its decision withdrawn since: no decision in force gives its amount. */
  | Refusal<
      'PAYMENT_OF_WITHDRAWN_DECISION',
      { readonly payment: string; readonly team: string; readonly period: string }
    >
  /** Nothing was decided for the team and period, or for the year. */
  | Refusal<'NOTHING_DECIDED', { readonly team: string }>
  | Refusal<'NO_SUCH_SIMULATION', { readonly simulation: string }>
  /** The version in force changed since the simulation was calculated. */
  | Refusal<
      'SIMULATED_BESIDE_FORMER',
      { readonly simulation: string; readonly version: string; readonly inForce: string }
    >
  /** The simulations have other quarters, another day known or another team. */
  | Refusal<'SIMULATIONS_APART', { readonly first: string; readonly second: string }>
  /** The rules of this program differ from those that made the statement. */
  | Refusal<'MADE_BY_OTHER_RULES', { readonly rulesVersion: string; readonly known: readonly string[] }>
  /**
   * A document of the read store differs from the result of its events. Names the last position and not the key, since the key of a dossier
   * is a patient.
   */
  | Refusal<'STORED_OTHERWISE', { readonly projection: string; readonly position: number }>
  /** `sum`: team, period, class and reason of the acts. */
  | Refusal<'ACTS_DIFFER_FROM_LEDGER', { readonly sum: string }>
  | Refusal<'ACTS_NOT_IN_LEDGER', { readonly sum: string }>;

export const unknown = errorsOf<CalculationRefusal>('unknown');
export const refused = errorsOf<CalculationRefusal>('refused');

/** `events`: the events that the document is folded from; empty if no event makes it. */
export function storedOtherwise(
  { name }: { readonly name: string },
  events: readonly { readonly position: number }[],
): DomainError {
  return refused('STORED_OTHERWISE', { projection: name, position: events.at(-1)?.position ?? 0 });
}
