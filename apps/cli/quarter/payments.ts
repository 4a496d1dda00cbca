/** The payment of a quarter: a run is prepared and released, its file goes to the bank, and the answer comes back. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { PreparedRunRead } from '#libs/payments/runs/queries/read-prepared-run.ts';
import type { QuarterState } from '#libs/week/quarter.ts';
import {
  answerCommand,
  dropRunCommand,
  fileCommand,
  prepareRunCommand,
  releaseRunCommand,
  showRunCommand,
} from '#apps/cli/commands/payments.ts';
import { overtakenText } from '#libs/words/labels/payments.ts';
import { dueText } from '#apps/cli/quarter/plan.ts';
import { message } from '#apps/cli/terminal.ts';
import { type GuidedQuarter, type QuarterStep, storesOnly } from '#apps/cli/quarter/step.ts';
import { optionsAgain } from '#apps/cli/run-request.ts';

/** Maximum that banks accept. */
const RUN_NAME_LENGTH = 35;

export function preparing(state: QuarterState, { options, talk }: GuidedQuarter): QuarterStep[] {
  const { due, quarter, prepared, envelopesWithoutAccount } = state;
  // A run of the envelope is prepared already: it is released, or dropped, first.
  const free = due.filter(
    ({ envelope }) => prepared.every((run) => run.envelope !== envelope) && !envelopesWithoutAccount.includes(envelope),
  );
  return free.map((one) => ({
    key: `prepare ${one.envelope}`,
    says: `Campagne : ${dueText(one)} à ce jour, enveloppe ${one.envelope}.`,
    question: () => 'Préparer une campagne ? Rien ne part encore.',
    run: async () => {
      const run = await talk.text(
        'Nom de la campagne',
        `${periodInFrench(quarter)}-${one.envelope}`.slice(0, RUN_NAME_LENGTH),
      );
      return prepareRunCommand(run, { ...options, envelope: one.envelope });
    },
  }));
}

export function releasing({ prepared }: QuarterState, { options, talk }: GuidedQuarter): QuarterStep[] {
  const ready = prepared.filter(({ overtakenBy }) => overtakenBy === undefined);
  return ready.map(({ run, count, cents }) => ({
    key: `release ${run}`,
    says: `Libération : campagne ${run}, ${counted(count, 'versement')}, ${euros(cents)}. Qui a soumis ou approuvé n’y libère rien.`,
    question: () => `Lire la campagne ${run} ?`,
    run: async () => {
      let shown: PreparedRunRead | undefined;
      const status = await showRunCommand(run, storesOnly(options), (read) => {
        shown = read;
      });
      if (shown === undefined) return status;
      const { code, totalCents, changed, faults, request } = shown;
      if (changed !== undefined) {
        const again = await talk.confirm('Ce qui est dû a changé depuis : la préparer de nouveau ?');
        return again ? prepareRunCommand(run, { ...options, ...optionsAgain(request) }) : 0;
      }
      if (faults.length > 0 || !(await talk.confirm(`Libérer ${euros(totalCents)}, une seule fois (code ${code}) ?`)))
        return 0;
      return releaseRunCommand(run, { ...options, code });
    },
  }));
}

/** A run that can no longer be released makes room for another of its envelope. */
export function dropping({ prepared }: QuarterState, { options }: GuidedQuarter): QuarterStep[] {
  return prepared.flatMap(({ run, overtakenBy }) =>
    overtakenBy === undefined
      ? []
      : [
          {
            key: `drop ${run}`,
            says: `Campagne préparée ${run}, ${overtakenText(overtakenBy)}.`,
            question: () => `Abandonner la campagne ${run} ? Rien n’en a été libéré.`,
            run: () => dropRunCommand(run, options),
          },
        ],
  );
}

export function fetching({ toFetch }: QuarterState, { options, talk }: GuidedQuarter): QuarterStep[] {
  return toFetch.map(({ run, count, cents }) => ({
    key: `file ${run}`,
    says: `Fichier pour la banque : campagne ${run}, ${counted(count, 'versement')}, ${euros(cents)}.`,
    question: () => 'Écrire le fichier ? Qui le prend est retenu.',
    run: async () => {
      const out = options.out ?? (await talk.text('Fichier', `${run.replace(/[^\w.-]+/g, '-')}.xml`));
      return fileCommand(run, { ...options, out });
    },
  }));
}

export function answering({ awaited }: QuarterState, { options, talk }: GuidedQuarter): QuarterStep[] {
  return awaited.map(({ run, count, cents }) => ({
    key: `answer ${run}`,
    says: `Réponse de la banque : campagne ${run}, ${counted(count, 'versement attend', 'versements attendent')}, ${euros(cents)}.`,
    question: () => 'Avez-vous le fichier de la banque ?',
    run: async () => {
      const path = await talk.text('Fichier de la banque', '');
      if (path === '') message('Laissé pour plus tard.');
      return path === '' ? 0 : answerCommand(path, options);
    },
  }));
}
