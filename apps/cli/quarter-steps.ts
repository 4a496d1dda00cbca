/** The steps of the routine of a quarter: what each says, what a person reads before the answer, and the command that it is. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { type Person, samePerson } from '#libs/commands/person.ts';
import type { PreparedRunRead } from '#libs/payments/runs/queries/read-prepared-run.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { PeriodState, QuarterState } from '#libs/week/quarter.ts';
import type { VarianceReport } from '#libs/week/variance.ts';
import { changeText } from '#libs/words/texts/ledger-changes.ts';
import { calculateCommand } from '#apps/cli/commands/calculate.ts';
import { approveCommand, submitCommand } from '#apps/cli/commands/decide.ts';
import { confirmEnvelopeCommand, proposeEnvelopeCommand } from '#apps/cli/commands/envelopes.ts';
import {
  answerCommand,
  fileCommand,
  prepareRunCommand,
  releaseRunCommand,
  showRunCommand,
} from '#apps/cli/commands/payments.ts';
import { varianceCommand } from '#apps/cli/commands/week.ts';
import type { PersonOptions } from '#apps/cli/person.ts';
import { amountText, dueText, shortText, teamsText } from '#apps/cli/quarter-plan.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import type { Talk } from '#apps/cli/talk.ts';
import { message } from '#apps/cli/terminal.ts';

export interface QuarterOptions extends StoreOptions, PersonOptions {
  /** Folder of the files of facts. */
  readonly import?: string;
  /** That days of facts are written JJ/MM/AAAA, where a file does not tell. */
  readonly dates?: string;
  /** Where the file for the bank goes. */
  readonly out?: string;
}

/** What may be done next. */
export interface Step {
  /** The same while the same thing is to be done. */
  readonly key: string;
  /** What it will do, in amounts. */
  readonly says: string;
  readonly question: () => string;
  /** Why this person does not do it. */
  readonly barred?: string | undefined;
  readonly run: () => Promise<number>;
}

export interface Guided {
  readonly options: QuarterOptions;
  readonly by: Person;
  readonly talk: Talk;
  /** Tries files of facts, and records them where the person says so. */
  readonly importFrom: (folder: string) => Promise<number>;
}

export function storesOnly({ data }: StoreOptions): StoreOptions {
  return { data };
}

/** What there is to do, in the order of the routine. */
export function stepsOf(state: QuarterState, guided: Guided): readonly Step[] {
  return [
    ...importing(state, guided),
    ...calculating(state, guided),
    ...confirmingEnvelopes(state, guided),
    ...proposingEnvelopes(state, guided),
    ...namingAccounts(state),
    ...state.periods.flatMap((period) => submitting(period, state, guided)),
    ...state.periods.flatMap((period) => approving(period, state, guided)),
    ...preparing(state, guided),
    ...releasing(state, guided),
    ...fetching(state, guided),
    ...answering(state, guided),
  ];
}

function importing({ openFiles }: QuarterState, { talk, importFrom }: Guided): Step[] {
  if (openFiles.length === 0) return [];
  return [
    {
      key: 'import',
      says: `Fichiers refusés, ou dont l’import s’est interrompu : ${openFiles.join(', ')}.`,
      question: () => 'Importer leur dossier de nouveau ? Ce qui est enregistré est reconnu.',
      run: async () => {
        const folder = await talk.text('Dossier des fichiers de faits', '');
        return folder === '' ? 0 : importFrom(folder);
      },
    },
  ];
}

function calculating({ periods, quarter }: QuarterState, { options }: Guided): Step[] {
  const missing = sumOf(periods, (one) => one.missing);
  const stale = sumOf(periods, (one) => one.staleDrafts);
  const byHand = [
    ...commandsFor(
      periods.flatMap(({ staleSubmitted }) => staleSubmitted),
      ['soumis ne vaut', 'soumis ne valent'],
      (of) => `decompte reject ${of} --reason MOTIF --as NOM d’abord`,
    ),
    ...commandsFor(
      periods.flatMap(({ staleRegularisations }) => staleRegularisations),
      ['régularisé ne vaut', 'régularisés ne valent'],
      (of) => `decompte regularise ${of} --as NOM de nouveau`,
    ),
  ];
  if (missing + stale + byHand.length === 0) return [];
  const says = [`${counted(missing, 'décompte')} à calculer, ${stale} que les faits ne donnent plus`, ...byHand];
  const step = { key: 'calculate', says: `Calcul : ${says.join(' ; ')}.` };
  if (missing + stale === 0) return [barred(step, 'Ce qui est soumis ou préparé ne vaut plus : il se refait avant.')];
  return [
    {
      ...step,
      question: () => `Calculer ${periodInFrench(quarter)}, tel que connu aujourd’hui ?`,
      run: () => calculateCommand({ ...storesOnly(options), from: quarter, to: quarter }),
    },
  ];
}

/** Is only said. */
function barred(step: Pick<Step, 'key' | 'says'>, why: string): Step {
  return { ...step, barred: why, question: () => '', run: () => Promise.resolve(0) };
}

function sumOf(periods: readonly PeriodState[], count: (one: PeriodState) => number): number {
  return periods.reduce((sum, one) => sum + count(one), 0);
}

/** What a person does by hand for statements that no longer hold, with the command for the first. `words`: of one, and of several. */
function commandsFor(
  all: readonly TeamPeriod[],
  words: readonly [one: string, several: string],
  command: (of: string) => string,
): readonly string[] {
  const names = all.map(({ team, period }) => `${team} ${periodInFrench(period)}`);
  const [first] = names;
  return first === undefined ? [] : [`${counted(all.length, ...words)} plus (${teamsText(names)}) : ${command(first)}`];
}

/** Terms that a person proposed, where the quarter needs them. */
function confirmingEnvelopes({ funding }: QuarterState, { options, by }: Guided): Step[] {
  return neededProposals(funding).map(({ envelope, change, by: proposer, code }) => ({
    key: `confirm ${envelope} ${code}`,
    says: `Enveloppe proposée par ${proposer.name} : ${changeText(change)}.`,
    question: () => `Confirmer l’enveloppe ${envelope}, telle que lue (code ${code}) ?`,
    barred: samePerson(proposer, by) ? 'Vous l’avez proposée : une autre personne la confirme.' : undefined,
    run: () => confirmEnvelopeCommand(envelope, { ...options, code }),
  }));
}

function neededProposals({ unfunded, short, proposed }: QuarterState['funding']): QuarterState['funding']['proposed'] {
  return proposed.filter(
    ({ envelope, schemes }) =>
      unfunded.some(({ scheme }) => schemes.includes(scheme)) || short.some((one) => one.envelope === envelope),
  );
}

/** Once for all that lacks an envelope, before any of it is refused. */
function proposingEnvelopes({ funding }: QuarterState, guided: Guided): Step[] {
  const needed = neededProposals(funding);
  const unfunded = funding.unfunded.filter(({ scheme }) => !needed.some(({ schemes }) => schemes.includes(scheme)));
  const short = funding.short.filter(({ envelope }) => !needed.some((one) => one.envelope === envelope));
  const schemes = unfunded.map(({ scheme }) => scheme).join(',');
  const without = unfunded.map((one) => `${one.scheme} (${amountText(one)})`).join(', ');
  return [
    ...(unfunded.length === 0
      ? []
      : [
          {
            key: `fund ${schemes}`,
            says: `Enveloppe : aucune ne finance ${without} ; rien n’en peut être approuvé.`,
            question: () => 'Proposer une enveloppe ? Une autre personne la confirme.',
            run: () => proposeFunding(schemes, funding, guided),
          },
        ]),
    ...short.map(({ envelope, leftCents, wantedCents, amountCents, schemes: own }) => ({
      key: `enlarge ${envelope}`,
      says: `Enveloppe ${envelope} : ${shortText({ leftCents, wantedCents })}.`,
      question: () => 'Proposer un autre montant ? Une autre personne le confirme.',
      run: async () => {
        const amount = await guided.talk.text('Montant', euros(amountCents + wantedCents - leftCents));
        return proposeEnvelopeCommand(envelope, { ...guided.options, amount, schemes: own.join(',') });
      },
    })),
  ];
}

async function proposeFunding(
  lacking: string,
  { schemesOf }: QuarterState['funding'],
  { options, talk }: Guided,
): Promise<number> {
  const envelope = await talk.text('Nom de l’enveloppe', '');
  if (envelope === '') return 0;
  const chosen = await talk.text('Expérimentations qu’elle finance', lacking);
  const amount = await talk.text('Montant', '');
  if (amount === '') throw new Refusal('une enveloppe a un montant ; écrivez par exemple 50000,00');
  const schemes = [...new Set([...(schemesOf.get(envelope) ?? []), ...chosen.split(',').map((one) => one.trim())])];
  return proposeEnvelopeCommand(envelope, { ...options, amount, schemes: schemes.join(',') });
}

/** What is submitted is what was read: by the code of the report that was shown. */
function submitting(of: PeriodState, { openRows }: QuarterState, { options, talk }: Guided): Step[] {
  const { drafts, missing, staleDrafts, period } = of;
  if (drafts.count === 0) return [];
  const waiting = [
    ...(missing === 0 ? [] : ['le calcul n’est pas à jour']),
    ...(openRows === 0 ? [] : [`${counted(openRows, 'ligne attend', 'lignes attendent')} de côté (decompte rejected)`]),
  ];
  const says = `Soumission de ${periodInFrench(period)} : ${amountText(drafts)}.${waiting.length === 0 ? '' : ` Attention : ${waiting.join(' ; ')}.`}`;
  const step = { key: `submit ${period}`, says };
  if (staleDrafts > 0) return [barred(step, 'Le calcul n’est pas à jour : recalculez avant de soumettre.')];
  return [
    {
      ...step,
      question: () => `Lire le rapport des écarts de ${periodInFrench(period)} ?`,
      run: async () => {
        const read = reading(period, options);
        const status = await read.show();
        if (status !== 0) return status;
        const { drafts: count, draftsCents: cents, draftCode } = read.report();
        if (
          draftCode === null ||
          !(await talk.confirm(`Soumettre ${amountText({ count, cents })}, tels que lus (code ${draftCode}) ?`))
        )
          return 0;
        return submitCommand(undefined, undefined, { ...options, period, variance: [draftCode] });
      },
    },
  ];
}

interface Reading {
  readonly show: () => Promise<number>;
  /** What was shown. */
  readonly report: () => VarianceReport;
}

function reading(period: string, options: QuarterOptions): Reading {
  let shown: VarianceReport | undefined;
  return {
    show: () =>
      varianceCommand({ ...storesOnly(options), period, brief: true }, (report) => {
        shown = report;
      }),
    report: () => {
      if (shown === undefined) throw new Error('a report is read before the answer');
      return shown;
    },
  };
}

function approving({ submitted, period }: PeriodState, state: QuarterState, { options, by, talk }: Guided): Step[] {
  if (submitted.count === 0) return [];
  const { funding } = state;
  const names = [...new Set(submitted.by.map(({ name }) => name))].join(', ');
  const step = {
    key: `approve ${period}`,
    says: `Approbation de ${periodInFrench(period)} : ${amountText(submitted)}, soumis par ${names}.`,
  };
  if (submitted.by.some((one) => samePerson(one, by)))
    return [barred(step, 'Vous les avez soumis : une autre personne approuve, par la même commande sous son nom.')];
  const lacks =
    funding.unfunded.some(({ scheme }) => submitted.schemes.has(scheme)) ||
    funding.short.some(({ schemes }) => schemes.some((scheme) => submitted.schemes.has(scheme)));
  if (lacks)
    return [
      barred(step, 'Il y manque une enveloppe, ou de quoi : deux personnes la proposent et la confirment d’abord.'),
    ];
  return [
    {
      ...step,
      question: () => `Lire le rapport des écarts de ${periodInFrench(period)} ?`,
      run: async () => {
        const read = reading(period, options);
        const status = await read.show();
        if (status !== 0) return status;
        const { submitted: count, submittedCents: cents, code } = read.report();
        if (
          code === null ||
          !(await talk.confirm(`Approuver ${amountText({ count, cents })}, tels que lus (code ${code}) ?`))
        )
          return 0;
        return approveCommand(undefined, undefined, { ...options, period, variance: [code] });
      },
    },
  ];
}

/** Said before the campaign is prepared: without them it is refused, or leaves teams out. */
function namingAccounts({ envelopesWithoutAccount, teamsWithoutAccount }: QuarterState): Step[] {
  const [team] = teamsWithoutAccount;
  const propose = (command: string): string => `${command} --name TITULAIRE --iban IBAN --bic BIC --as NOM`;
  return [
    ...envelopesWithoutAccount.map((envelope) =>
      barred(
        {
          key: `account ${envelope}`,
          says: `Compte : l’enveloppe ${envelope} n’a pas de compte débité ; rien n’en peut être payé.`,
        },
        `Proposez-le : ${propose(`decompte debtor propose ${envelope}`)} ; une autre personne le confirme.`,
      ),
    ),
    ...(team === undefined
      ? []
      : [
          barred(
            {
              key: 'accounts',
              says: `Comptes : ${counted(teamsWithoutAccount.length, 'équipe n’a', 'équipes n’ont')} pas de compte (${teamsText(teamsWithoutAccount)}) ; la campagne les laisse de côté.`,
            },
            `Proposez-les un à un : ${propose(`decompte payee propose ${team}`)} ; une autre personne confirme.`,
          ),
        ]),
  ];
}

/** As banks take it. */
const RUN_NAME_LENGTH = 35;

function preparing(state: QuarterState, { options, talk }: Guided): Step[] {
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

function releasing({ prepared }: QuarterState, { options, talk }: Guided): Step[] {
  return prepared.map(({ run, count, cents }) => ({
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
        return again ? prepareRunCommand(run, { ...options, envelope: request.envelope }) : 0;
      }
      if (faults.length > 0 || !(await talk.confirm(`Libérer ${euros(totalCents)}, une seule fois (code ${code}) ?`)))
        return 0;
      return releaseRunCommand(run, { ...options, code });
    },
  }));
}

function fetching({ toFetch }: QuarterState, { options, talk }: Guided): Step[] {
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

function answering({ awaited }: QuarterState, { options, talk }: Guided): Step[] {
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
