/**
 * What a command that writes files for others has verified of the log before, and what it has not: reading it is no proof that it is what was
 * recorded.
 */
import { verifyLog } from '#libs/audit/verify.ts';
import { counted } from '#libs/kernel/counted.ts';
import { saidMisfit } from '#libs/words/audit.ts';
import { reportMisfits } from '#apps/cli/commands/audit.ts';
import { onStoredLog } from '#apps/cli/stored-log.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { message, printJson } from '#apps/cli/terminal.ts';

export interface HeldOptions extends StoreOptions {
  readonly verify?: boolean;
  readonly json?: boolean;
}

/** The number of events that fit the chain, and the link of the last one. */
export interface HeldLog {
  readonly events: number;
  readonly link: string;
}

const MISFITS = 1;
const NOT_RECALCULATED = 'que ces montants s’en recalculent (decompte audit recompute)';

/** Writes what `write` does, unless the log was to be verified and does not fit its chain. `write` gets null where it was not verified. */
export async function heldAgainstChain(
  options: HeldOptions,
  write: (verified: HeldLog | null) => Promise<number>,
): Promise<number> {
  if (options.verify !== true) {
    const status = await write(null);
    message(
      `Non vérifié ici : que le journal est tel qu’il a été enregistré (--verify, ou decompte audit verify), et ${NOT_RECALCULATED}.`,
    );
    return status;
  }
  const { misfits, events, link } = await onStoredLog(options, (stored, progress) => verifyLog(stored, { progress }));
  if (misfits.length > 0) {
    if (options.json === true) printJson({ events, misfits: misfits.map(saidMisfit) });
    else reportMisfits(misfits, events);
    return MISFITS;
  }
  const status = await write({ events, link });
  message(`${counted(events, 'événement vérifié', 'événements vérifiés')} avant l’écriture. Dernier maillon : ${link}`);
  message(
    `Non vérifié ici : une chaîne refaite en entier (decompte audit verify --checkpoints), et ${NOT_RECALCULATED}.`,
  );
  return status;
}
