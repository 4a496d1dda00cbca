/** What may be refused of a calculation, of a simulation and of the list of their acts. */
import { type DomainError, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type CalculationRefusal =
  /** No fact names the team. */
  | Refusal<'NO_SUCH_TEAM', { readonly team: string }>
  | Refusal<'NO_SUCH_PAYMENT', { readonly payment: string }>
  /** Of a team and period, or of its year. */
  | Refusal<'NOTHING_DECIDED', { readonly team: string }>
  | Refusal<'NO_SUCH_SIMULATION', { readonly simulation: string }>
  /** The version in force changed since the simulation was calculated. */
  | Refusal<
      'SIMULATED_BESIDE_FORMER',
      { readonly simulation: string; readonly version: string; readonly inForce: string }
    >
  /** Of other quarters, another day known or another team. */
  | Refusal<'SIMULATIONS_APART', { readonly first: string; readonly second: string }>
  /** This program has other rules than those that made the statement. */
  | Refusal<'MADE_BY_OTHER_RULES', { readonly rulesVersion: string; readonly known: readonly string[] }>
  /**
   * A document of the read store differs from what its events give. Names their last position, not the key: the key of a dossier is a
   * patient.
   */
  | Refusal<'STORED_OTHERWISE', { readonly projection: string; readonly position: number }>
  /** `sum`: team, period, class and reason of the acts. */
  | Refusal<'ACTS_DIFFER_FROM_LEDGER', { readonly sum: string }>
  | Refusal<'ACTS_NOT_IN_LEDGER', { readonly sum: string }>;

export const unknown = errorsOf<CalculationRefusal>('unknown');
export const refused = errorsOf<CalculationRefusal>('refused');

/** `events`: those that the document is folded from; none where no event makes it. */
export function storedOtherwise(
  { name }: { readonly name: string },
  events: readonly { readonly position: number }[],
): DomainError {
  return refused('STORED_OTHERWISE', { projection: name, position: events.at(-1)?.position ?? 0 });
}
