/** Who decides at the command line, and the key of the command. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { CommandMeta } from '#libs/decisions/person.ts';
import { personText } from '#libs/decisions/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { now } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';

export interface PersonOptions {
  readonly as?: string;
  readonly key?: string;
}

/**
 * A name typed is recorded as asserted, with the user of the operating system. With DECISIONS=verified it decides nothing.
 */
export function commandMeta({ as: name, key }: PersonOptions): CommandMeta {
  if (name === undefined || name.trim() === '') throw new Refusal('dites qui décide : --as NOM');
  const mode = process.env['DECISIONS'] ?? 'asserted';
  if (mode !== 'asserted' && mode !== 'verified')
    throw new Refusal(`DECISIONS vaut « ${mode} » ; c'est asserted ou verified`);
  if (mode === 'verified')
    throw new Refusal('DECISIONS=verified : un nom tapé ne décide rien, il faut un jeton vérifié (service HTTP)');
  const by = { name: name.trim(), assurance: 'asserted', osUser: userInfo().username } as const;
  return { by, key: key ?? randomUUID(), at: now() };
}

export function commitFor(meta: CommandMeta, causation: string): Commit {
  return { recordedAt: meta.at, actor: personText(meta.by), correlation: meta.key, causation };
}
