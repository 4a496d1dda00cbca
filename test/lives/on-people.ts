/** The acts on people and teams: ids merged and separated, patients erased, teams closed and opened again. */
import { closingsOf } from '#libs/closing/closings.ts';
import { ConfirmClosing, ConfirmClosingHandler } from '#libs/closing/commands/confirm-closing.ts';
import { ProposeClosing, ProposeClosingHandler } from '#libs/closing/commands/propose-closing.ts';
import { ProposeReopening, ProposeReopeningHandler } from '#libs/closing/commands/propose-reopening.ts';
import { ReadClosing, ReadClosingHandler } from '#libs/closing/queries/read-closing.ts';
import { closingKey } from '#libs/closing/state.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import type { DuplicatesCommand } from '#libs/enrolment/duplicates/decide.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { buildWithoutErased } from '#libs/erasure/commands/finish-erasures.ts';
import { erasureOf, erasures, keysOf, patientReference } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { type Life, TEAMS } from '#test/lives/life.ts';

async function agreesOn(life: Life, act: string, asked: DuplicatesCommand & { readonly patient: string }) {
  await life.tries(act, async () => {
    const { log } = life.product;
    await decideOnDuplicates(log, asked, life.author('Alice'));
    const proposal = (await duplicatesOf(log)).proposals.get(asked.patient);
    const bob = life.author('Bob');
    const { by, at } = bob.meta;
    const code = proposal === undefined ? undefined : codeOf(proposal);
    await decideOnDuplicates(log, { type: 'confirm', patient: asked.patient, code, by, at }, bob);
  });
}

export async function merges(life: Life): Promise<void> {
  const [patient, into] = [life.pick(life.patients), life.pick(life.patients)];
  if (patient === into) return;
  const { by, at } = life.author('Alice').meta;
  await agreesOn(life, 'merge', { type: 'propose-merge', merge: life.name('m'), patient, into, reason: 'x', by, at });
}

export async function separates(life: Life): Promise<void> {
  const merged = [...(await duplicatesOf(life.product.log)).merges.keys()];
  if (merged.length === 0) return;
  const { by, at } = life.author('Alice').meta;
  await agreesOn(life, 'separate', { type: 'propose-separation', patient: life.pick(merged), reason: 'x', by, at });
}

export async function erases(life: Life): Promise<void> {
  // Some stay, so that there is something to pay.
  if (life.patients.length < 5) return;
  const patient = life.pick(life.patients);
  life.gone.add(patient);
  await life.tries('erase', async () => {
    const { log } = life.product;
    const reference = patientReference(keysOf(log), patient);
    const effects = { facts: 1, rowsSetAside: 0, decided: 1, open: 1 };
    const content = { reference, ground: 'REQUEST', reason: 'demande', ...effects } as const;
    const id = erasureIdOf(reference);
    const alice = life.author('Alice');
    await erasures(log).handle(id, { command: { type: 'propose', by: alice.meta.by, content }, ...alice });
    const state = await erasureOf(log, id);
    if (state.status !== 'proposed') throw new RangeError(`the erasure is ${state.status}`);
    const bob = life.author('Bob');
    const { by, at } = bob.meta;
    const command = { type: 'confirm', code: codeOf(state.proposal, effects), effects, by, at } as const;
    await erasures(log).handle(id, { command, ...bob });
    const { commit } = life.author('programme');
    await forget(log, id, { commit, now: () => commit.recordedAt }, () => Promise.resolve());
    await buildWithoutErased(life.product);
  });
}

/** A team is closed, or opened again. */
export async function closes(life: Life): Promise<void> {
  const subject = { kind: 'TEAM', name: life.pick(TEAMS) } as const;
  const isClosed = (await closingsOf(life.product.log)).get(closingKey(subject))?.status === 'CLOSED';
  const asked = { subject, lastDay: life.day, reason: 'fin', leavesOpen: life.happens(0.5) };
  await life.tries(isClosed ? 'reopen' : 'close', async () => {
    const { stores, inForce } = life;
    const [alice, bob] = [life.author('Alice'), life.author('Bob')];
    if (isClosed) await new ProposeReopeningHandler(stores).execute(new ProposeReopening(subject, 'essai', alice));
    else await new ProposeClosingHandler(stores, inForce).execute(new ProposeClosing(asked, alice));
    const read = new ReadClosing(subject, life.day);
    const { waiting } = await new ReadClosingHandler(life.served, inForce).execute(read);
    await new ConfirmClosingHandler(stores, inForce).execute(new ConfirmClosing(subject, waiting?.code, bob));
  });
}
