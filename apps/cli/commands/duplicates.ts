/** `decompte duplicates [list | merge | separate | confirm | refuse | withdraw | dismiss]`: ids of patients that are one person's. */
import type { Command } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { ConfirmMerge } from '#libs/enrolment/duplicates/commands/confirm-merge.ts';
import { DismissLookAlike } from '#libs/enrolment/duplicates/commands/dismiss-look-alike.ts';
import { ProposeMerge } from '#libs/enrolment/duplicates/commands/propose-merge.ts';
import { ProposeSeparation } from '#libs/enrolment/duplicates/commands/propose-separation.ts';
import { RefuseMerge } from '#libs/enrolment/duplicates/commands/refuse-merge.ts';
import { WithdrawMerge } from '#libs/enrolment/duplicates/commands/withdraw-merge.ts';
import { FindLookAlikes } from '#libs/enrolment/duplicates/queries/find-look-alikes.ts';
import { FindMerges, type FoundMerge } from '#libs/enrolment/duplicates/queries/find-merges.ts';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros, signedEuros } from '#libs/kernel/euros.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { dayInFrench, frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { ofName } from '#libs/words/labels/of-name.ts';
import { FindMergeEffect } from '#libs/statements/queries/find-merge-effect.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { effectSentence } from '#apps/cli/effect-text.ts';
import { codeLine } from '#apps/cli/proposal-hint.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';

interface ListOptions extends StoreOptions {
  readonly json?: boolean;
}

interface ReasonOptions extends StoreOptions, PersonOptions {
  readonly reason: string;
}

export function listDuplicatesCommand(options: ListOptions): Promise<number> {
  return withModules(options, [EnrolmentModule, StatementsModule], async ({ query, reads }) => {
    const lookAlikes = (await query(new FindLookAlikes())).map(({ former, latter, lastAct, firstAct }) => ({
      former,
      latter,
      lastAct: dayText(lastAct),
      firstAct: dayText(firstAct),
    }));
    const merges = await query(new FindMerges());
    const named = [
      ...lookAlikes.flatMap(({ former, latter }) => [former, latter]),
      ...merges.map((one) => one.patient),
    ];
    reads.note('duplicates', 'PATIENT', named);
    if (options.json === true) {
      printJson({ lookAlikes, merges: merges.map(mergeJson) });
      return;
    }
    if (lookAlikes.length === 0) result('Aucun identifiant ne semble être d’une personne qui en a déjà un.');
    else
      result(
        table(
          ['identifiant', 'dernier acte', 'puis', 'premier acte'],
          lookAlikes.map(({ former, lastAct, latter, firstAct }) => [former, lastAct, latter, firstAct]),
        ),
      );
    for (const merge of merges) {
      result(mergeText(merge));
      if (merge.waiting !== undefined) result(await effectText(merge, query));
    }
    if (lookAlikes.length > 0)
      message(
        `${counted(lookAlikes.length, 'paire')} de même naissance, de même sexe et de même médecin, aux actes à la suite. Une personne : decompte duplicates merge SECOND PREMIER --reason MOTIF --as NOM ; deux : decompte duplicates dismiss SECOND PREMIER --reason MOTIF --as NOM.`,
      );
  });
}

function mergeJson({ waiting, since, ...pair }: FoundMerge) {
  return {
    ...pair,
    since: since ?? null,
    waiting: waiting === undefined ? null : { ...waiting, confirmBy: dayText(waiting.confirmBy) },
  };
}

function mergeText({ patient, into, since, waiting }: FoundMerge): string {
  const merged = since === undefined ? [] : [`${patient} est ${into}, depuis le ${dayInFrench(since)}.`];
  if (waiting === undefined) return merged.join('');
  const { kind, by, at, confirmBy, code, reason } = waiting;
  const what = kind === 'MERGE' ? `réunir ${patient} à ${into}` : `séparer ${patient} de ${into}`;
  return [
    ...merged,
    `À confirmer jusqu’au ${frenchDay(confirmBy)} : ${what} (${reason}), proposition ${ofName(by.name)} du ${frenchDay(dayOfInstant(at))}`,
    codeLine(code, `duplicates confirm ${quoted(patient)}`),
  ].join('\n');
}

/** The effect that a second person reads before confirming. */
async function effectText({ patient, into, waiting }: FoundMerge, query: Modules['query']): Promise<string> {
  const link = { patient, other: into, isSeparation: waiting?.kind === 'SEPARATION' };
  const effect = await query(new FindMergeEffect(link, knownOn(undefined)));
  const { changes } = effect;
  const differenceCents = sumCentsOf(changes, ({ beforeCents, afterCents }) => afterCents - beforeCents);
  return [
    `  ${effectSentence({ ...effect, changed: changes.length, differenceCents })}`,
    ...changes
      .slice(0, CHANGES_SHOWN)
      .map(
        ({ team, period, beforeCents, afterCents }) =>
          `    ${team} ${periodInFrench(period)} : ${euros(beforeCents)} → ${euros(afterCents)} (${signedEuros(afterCents - beforeCents)})`,
      ),
    ...(changes.length > CHANGES_SHOWN ? [`    et ${counted(changes.length - CHANGES_SHOWN, 'autre')}`] : []),
  ].join('\n');
}

const CHANGES_SHOWN = 20;

export function mergeCommand(patient: string, into: string, options: ReasonOptions): Promise<number> {
  return did(options, 'duplicates merge', (author) => new ProposeMerge({ patient, into }, options.reason, author), {
    said: `Proposé : ${patient} est ${into}. Une autre personne le confirme ; decompte duplicates montre le code.`,
  });
}

export function separateCommand(patient: string, options: ReasonOptions): Promise<number> {
  return did(options, 'duplicates separate', (author) => new ProposeSeparation(patient, options.reason, author), {
    said: `Proposé : ${patient} est de nouveau une personne à part. Une autre personne le confirme ; decompte duplicates montre le code.`,
  });
}

export function confirmMergeCommand(
  patient: string,
  options: StoreOptions & PersonOptions & { readonly code?: string },
): Promise<number> {
  return did(options, 'duplicates confirm', (author) => new ConfirmMerge(patient, options.code, author), {
    said: 'Confirmé : les prochains calculs en tiennent compte ; decompte replay dit ce que cela change à ce qui est décidé.',
  });
}

export function refuseMergeCommand(patient: string, options: StoreOptions & RefusingOptions): Promise<number> {
  return did(options, 'duplicates refuse', (author) => new RefuseMerge(patient, options.reason, author, options.code), {
    said: `La proposition sur ${patient} est refusée ; rien ne change.`,
  });
}

export function withdrawMergeCommand(patient: string, options: StoreOptions & EndingOptions): Promise<number> {
  return did(options, 'duplicates withdraw', (author) => new WithdrawMerge(patient, author, options.code), {
    said: `La proposition sur ${patient} est retirée ; rien ne change.`,
  });
}

export function dismissLookAlikeCommand(patient: string, into: string, options: ReasonOptions): Promise<number> {
  return did(
    options,
    'duplicates dismiss',
    (author) => new DismissLookAlike({ patient, into }, options.reason, author),
    {
      said: 'Deux personnes : ces deux identifiants ne sont plus signalés.',
    },
  );
}

async function did(
  options: StoreOptions & PersonOptions,
  name: string,
  make: (author: Author) => Command<CommandResult | undefined>,
  { said }: { readonly said: string },
): Promise<number> {
  const author = await commandAuthor(options, name);
  return withModules(options, [EnrolmentModule], async ({ command }) => {
    await command(make(author));
    result(said);
  });
}
