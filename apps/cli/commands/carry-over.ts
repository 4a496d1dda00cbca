/**
 * `decompte payment carry-over`: shows the plan that carries former ledgers over to the one payment ledger, and executes it by its code.
 */
import { ACCOUNT_LABELS } from '#libs/words/labels/ledger-accounts.ts';
import { agreed, counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { optionalDayText } from '#libs/kernel/day.ts';
import { CarryOverLedger } from '#libs/payments/ledger/commands/carry-over-ledger.ts';
import type { Apart } from '#libs/payments/ledger/events.ts';
import { type CarryOverProgress, ReadCarryOver } from '#libs/payments/ledger/queries/read-carry-over.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { contradictionText } from '#libs/words/texts/carry-over.ts';
import { type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface Options extends StoreOptions, PersonOptions {
  readonly json?: boolean;
  readonly confirm?: string;
}

export async function carryOverCommand(options: Options): Promise<number> {
  const { confirm } = options;
  const author = confirm === undefined ? undefined : await commandAuthor(options, 'payment carry-over');
  return withModules(options, [PaymentsModule], async ({ command, query }) => {
    if (confirm !== undefined && author !== undefined) await command(new CarryOverLedger(confirm, author));
    const view = await query(new ReadCarryOver());
    if (view === undefined) throw refused('NOTHING_TO_CARRY_OVER', {});
    if (options.json === true) printJson(view);
    else for (const line of viewText(view)) result(line);
  });
}

const KINDS: Readonly<Record<Apart['kind'], string>> = {
  decision: 'décision portée deux fois',
  run: 'campagne de même nom',
  payment: 'paiement de même identifiant',
  exception: 'exception de même nom',
};

function viewText({
  streams,
  apart,
  fundedTwice,
  balances,
  code,
  isDone,
  later,
  contradictions,
}: CarryOverProgress): readonly string[] {
  const events = streams.reduce((sum, one) => sum + one.events, 0);
  return [
    `${counted(streams.length, 'livre')} d’enveloppe, ${counted(events, 'événement')}, ${agreed(events, isDone ? 'repris' : 'à reprendre', isDone ? 'repris' : 'à reprendre')} dans le livre des paiements.`,
    ...streams.map((one) => `  ${one.envelope} : ${counted(one.events, 'événement')}`),
    ...apart.map(
      ({ kind, id, envelope, keptBy, as }) =>
        `À part : ${KINDS[kind]}, ${id} ; l’enveloppe ${keptBy} le garde, celle de ${envelope} devient ${as}.`,
    ),
    ...(isDone ? apart : [])
      .filter(({ kind }) => kind === 'decision')
      .map(
        ({ as }) =>
          `  → decompte payment undo-posting ${quoted(as)} --reason MOTIF --as NOM la défait, à deux personnes.`,
      ),
    ...fundedTwice.map(
      ({ scheme, envelope, alsoBy, from }) =>
        `Deux enveloppes financent ${scheme} : ${envelope} et ${alsoBy}, ${optionalDayText(from) ?? 'depuis le début'} ; rien n’en sera porté avant que l’une ait d’autres conditions.`,
    ),
    ...(balances.length === 0 ? [] : [balancesTable(balances)]),
    ...contradictions.map((one) => `Contredit le livre des paiements : ${contradictionText(one)}.`),
    ...(isDone ? [] : [toDoText(code, later.length > 0, contradictions.length > 0)]),
  ];
}

function toDoText(code: string, isLater: boolean, isContradicted: boolean): string {
  if (isContradicted)
    return 'Rien n’en est repris : demandez à la banque ce qu’elle a payé, et faites dire par un auditeur ce qui est vrai (decompte audit rules).';
  const written = isLater
    ? 'Un ancien programme l’a écrit à côté du livre des paiements : arrêtez-le d’abord.'
    : 'Rien n’est encore repris.';
  return `${written} Pour reprendre ces écritures : decompte payment carry-over --confirm ${code} --as NOM`;
}

function balancesTable(balances: CarryOverProgress['balances']): string {
  return table(
    ['enveloppe', 'compte', 'solde avant', 'solde après'],
    balances.map(({ envelope, kind, beforeCents, afterCents }) => [
      envelope,
      ACCOUNT_LABELS[kind],
      euros(beforeCents),
      euros(afterCents),
    ]),
  );
}
