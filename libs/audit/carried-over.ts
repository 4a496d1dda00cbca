/**
 * Checks a log that was carried over from another: the chain over its events, as they are read, must give the head of the former log and
 * the links of the checkpoints that signed it.
 */
import type { CheckpointFile } from '#libs/audit/checkpoint.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import type { LogVerification } from '#libs/audit/verify.ts';
import { CommitsOf, EventChain } from '#libs/event-store/event-chain.ts';
import type { CarriedOver, EventStore } from '#libs/event-store/event-store.ts';

export interface FormerCheck extends CarriedOver {
  /**
   * Number of compared events. It is less than `position` if the content of one was erased, because the rest cannot be compared; 0 if facts
   * were newly sealed on the way.
   */
  readonly compared: number;
  /** Checkpoints of the former log that match. */
  readonly checkpoints: number;
  readonly misfit?: Misfit;
  /** Set only when false: a key needed for the comparison is missing or damaged. */
  readonly isOpened?: boolean;
}

interface FormerLog {
  /** The log whose events make the former chain: as stored, or opened with the keys if facts in clear were sealed on the way. */
  readonly log: Pick<EventStore, 'read' | 'commit'>;
  readonly carriedOver: CarriedOver;
  /** Checkpoints at positions that were carried over, ordered by position. */
  readonly checkpoints: readonly CheckpointFile[];
  readonly progress?: (done: number, total: number) => void;
}

export async function checkCarriedOver({ log, carriedOver, checkpoints, progress }: FormerLog): Promise<FormerCheck> {
  if (carriedOver.isResealed) return checkHead(carriedOver, checkpoints);
  const chain = new EventChain();
  const commits = new CommitsOf(log);
  const left = [...checkpoints];
  let fitting = 0;
  const check = (misfit?: Misfit): FormerCheck => ({
    ...carriedOver,
    compared: chain.position,
    checkpoints: fitting,
    ...(misfit && { misfit }),
  });
  for await (const batch of log.read({ after: 0, upTo: carriedOver.position })) {
    for (const event of batch) {
      if (event.data === '' && event.effective === '') return check();
      chain.add(event, await commits.get(event.commit));
      for (; left[0]?.checkpoint.position === chain.position; fitting++) {
        const [file] = left.splice(0, 1);
        if (file !== undefined && file.checkpoint.link !== chain.link)
          return check(remade(chain.position, { code: 'CHAIN_REMADE', data: { checkpoint: file.name, since: 0 } }));
      }
    }
    progress?.(chain.position, carriedOver.position);
  }
  if (chain.position === carriedOver.position && chain.link === carriedOver.link) return check();
  return check(remade(carriedOver.position, { code: 'FORMER_DIFFERS', data: {} }));
}

/** Only the checkpoint signed at the end of the former log tells its head. */
function checkHead(carriedOver: CarriedOver, checkpoints: readonly CheckpointFile[]): FormerCheck {
  const { position, link } = carriedOver;
  const check = { ...carriedOver, compared: 0 };
  const file = checkpoints.find(({ checkpoint }) => checkpoint.position === position);
  if (file === undefined) return { ...check, checkpoints: 0 };
  if (file.checkpoint.link === link) return { ...check, checkpoints: 1 };
  return {
    ...check,
    checkpoints: 0,
    misfit: remade(position, { code: 'CHAIN_REMADE', data: { checkpoint: file.name, since: 0 } }),
  };
}

/**
 * A chain that was made again could name any former log, which would excuse every checkpoint. So those of the former log count only if
 * its events were compared with them, or if the key signed the present log since: a person says once that it was carried over.
 */
export function notCompared(
  { former, checkpointed }: Pick<LogVerification, 'former' | 'checkpointed'>,
  carriedOver: CarriedOver | undefined,
  compared = 0,
): Misfit | undefined {
  const [file] = former;
  if (file === undefined || carriedOver === undefined || checkpointed >= carriedOver.position) return undefined;
  // Of a log that was sealed afresh only the head is named, and nothing leads to it.
  if (!carriedOver.isResealed && compared === former.length) return undefined;
  const finding = {
    code: 'FORMER_NOT_COMPARED',
    data: { checkpoint: file.name, end: carriedOver.position },
  } as const;
  return { kind: 'checkpoint', finding };
}

function remade(position: number, finding: Misfit['finding']): Misfit {
  return { kind: 'remade', position, finding };
}
