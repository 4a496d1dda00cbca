/** The tasks of a week, grouped by what they say in French. */
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { memoised, memoisedOf } from '#libs/kernel/memo.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { Obstacle } from '#libs/payments/ledger/left-out.ts';
import { type Task, amountOfEntries } from '#libs/week/task.ts';
import type { ProposalGroup, TaskGroup, TaskSubject } from '#libs/week/task-texts.ts';
import { bankCodeText } from '#libs/words/labels/bank-codes.ts';
import { TASK_LABELS } from '#libs/words/labels/tasks.ts';
import { waitingText } from '#libs/words/texts/waiting-text.ts';

interface Group {
  readonly group: string;
  readonly count: number;
  /** Null if there are no amounts. */
  readonly amountCents: bigint | null;
  readonly of: readonly string[];
}

/** A task as people and programs read it. */
export interface GroupedTask extends Omit<Task, 'entries'> {
  readonly groups: readonly Group[];
}

const OBSTACLES: Readonly<Record<Obstacle['reason'], string>> = {
  NO_ACCOUNT: 'pas de compte confirmé',
  ACCOUNT_HELD: 'compte changé il y a peu',
  NAME: 'titulaire qu’aucune banque ne prend',
  ACCOUNT_NUMBER: 'IBAN ou BIC qu’aucune banque ne prend',
  AMOUNT: 'montant qu’aucun virement ne porte',
};

const PROPOSALS: Readonly<Record<ProposalGroup, string>> = {
  ENVELOPE: 'enveloppes',
  EXCEPTION: 'exceptions',
  HOLD: 'délai des comptes changés',
  DEMAND: 'demandes de remboursement',
  REPAYMENT: 'remboursements',
  TAKE_BACK: 'demandes de remboursement',
  CANCELLATION: 'campagnes à annuler',
  UNDOING: 'reprise des livres d’avant',
  ANSWER: 'réponses de la banque saisies',
  ANNOUNCED_RETURN: 'retours annoncés, à confirmer',
  VERSION: 'réglementation',
  CANDIDATE: 'candidatures',
  CLOSING: 'clôtures',
  payee: 'comptes des équipes',
  debtor: 'comptes débités',
};

/** The list of tasks is kept between requests, and so are its groups. */
export const groupedTask = memoisedOf(({ entries, ...task }: Task): GroupedTask => {
  const groups = [...Map.groupBy(entries, ({ group }) => groupText(group))]
    .sort(([a], [b]) => compareText(a, b))
    .map(([group, own]) => ({
      group,
      count: own.length,
      amountCents: amountOfEntries(own),
      of: own.map(({ of }) => subjectText(of)),
    }));
  return { ...task, groups };
});

/** Thousands of items are due on few days. */
const dueDay = memoised(frenchDay, 1_000);

function groupText(group: string | TaskGroup): string {
  if (typeof group === 'string') return group;
  if ('period' in group) return `${group.period}, ${ofPeriod(group)}`;
  switch (group.is) {
    case 'TASKS':
      return TASK_LABELS[group.of];
    case 'RUN':
      return `campagne ${group.run}`;
    case 'PAYMENT_FILE':
      return `lot ${group.file}`;
    case 'ENVELOPE':
      return `enveloppe ${group.envelope}`;
    case 'TWO_ENVELOPES':
      return `enveloppes ${group.envelopes.join(' et ')}`;
    case 'DUE':
      return `${dueDay(group.on)}, enveloppe ${group.envelope}`;
    case 'BANK_CODE':
      return bankCodeText(group.code);
    case 'OBSTACLE':
      return obstacleText(group);
    case 'PROPOSALS':
      return PROPOSALS[group.of];
    case 'UNFUNDED':
      return `${group.scheme}, au ${frenchDay(group.on)}`;
  }
}

function ofPeriod(group: Extract<TaskGroup, { readonly period: string }>): string {
  switch (group.is) {
    case 'SUBMITTED':
      return `soumis par ${group.by}`;
    case 'NOT_BEGUN':
      return `qui commence le ${frenchDay(group.first)}`;
    case 'KNOWN_ON_TO_COME':
      return `calculé au ${frenchDay(group.knownOn)}, qui est à venir`;
    case 'AFTER_END':
      return 'après la fin du texte, sans exception';
  }
}

function obstacleText({ reason, until }: Obstacle): string {
  return OBSTACLES[reason] + (until === null ? '' : `, jusqu’au ${frenchDay(until - 1)}`);
}

function subjectText(of: string | TaskSubject): string {
  if (typeof of === 'string') return of;
  switch (of.is) {
    case 'EVENT':
      return `événement ${of.position}`;
    case 'ROW':
      return `${of.file} ligne ${of.line}`;
    case 'MONTH':
      return `${of.team} ${of.month}, ${of.acts} ${of.acts < 2 ? 'acte' : 'actes'} contre ${of.mean} en moyenne`;
    case 'PREPARED':
      return `${of.run}, préparée par ${of.by} il y a ${of.days} j`;
    case 'PROPOSAL':
      return `${typeof of.of === 'string' ? of.of : changeText(of.of)}, ${waitingText(of.proposal, of.today)}`;
  }
}

/** The change in a few words: reading it in full is the next step. */
function changeText(change: LedgerChange): string {
  switch (change.kind) {
    case 'ENVELOPE':
      return `${change.envelope}, ${euros(change.terms.amountCents)}`;
    case 'EXCEPTION':
      return change.exception;
    case 'HOLD':
      return counted(change.days, 'jour');
    case 'DEMAND':
    case 'TAKE_BACK':
      return `${change.team}, enveloppe ${change.envelope}`;
    case 'REPAYMENT':
      return `${change.team}, enveloppe ${change.envelope}, ${euros(change.amountCents)}`;
    case 'CANCELLATION':
      return change.run;
    case 'UNDOING':
      return change.decision;
    case 'ANSWER':
      return change.entries.map(({ endToEndId, reason }) => [endToEndId, reason ?? ''].join(' ').trim()).join(', ');
  }
}
