/** Preparing a run under the name of a prepared one replaces that one. */
import { euros } from '#libs/kernel/euros.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { Run } from './queries.ts';

type Named = Pick<Run, 'run' | 'envelope' | 'status' | 'count' | 'totalCents'>;

/** Warns that a prepared run already has this name; undefined if none has it. */
export function replacedText(of: Named | undefined): string | undefined {
  if (of?.status !== 'PREPARED') return undefined;
  const { run, envelope, count, totalCents } = of;
  return `Elle remplace la campagne ${run} déjà préparée de l’enveloppe ${envelope} : ${counted(count, 'paiement')}, ${euros(BigInt(totalCents))}. Pour garder les deux, donnez un autre nom.`;
}

/** The address after the choice of another envelope: what was asked of the first one, its run to prepare again too, is not asked of it. */
export function ofOtherEnvelope(envelope: string): Readonly<Record<string, string | undefined>> {
  return { enveloppe: envelope, exceptions: undefined, campagne: undefined };
}
