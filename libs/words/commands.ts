/** Sentences for the refusals of any command. */
import { entryText } from '#libs/words/labels/tasks.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { ofName } from '#libs/words/labels/of-name.ts';
import { personText } from '#libs/commands/person.ts';
import type { CommandRefusal, FourEyesStep, ProposalStep } from '#libs/commands/refusals.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { streamText } from '#libs/words/texts/stream-text.ts';
import type { Sentences } from '#libs/words/sentences.ts';

/** What a name that people choose has (kernel/chosen-name.ts). */
export const CHOSEN_NAME_FORM =
  'de 1 à 64 lettres sans accent, chiffres, points, tirets ou soulignés, et pas que des points, ni un numéro de sécurité sociale';

/** The earlier action of the person, by the step. */
const STEPS: Readonly<Record<FourEyesStep, (subject: string) => string>> = {
  PROPOSED_VERSION: () => 'a proposé cette version',
  PROPOSED_ACCOUNT: (holder) => `a proposé le compte ${ofName(holder)}`,
  PROPOSED_DEBTOR: (envelope) => `a proposé le compte à débiter de ${envelope}`,
  SUBMITTED_STATEMENT: (statement) => `a soumis ${entryText('APPROVE', statement)}`,
  PROPOSED_ENVELOPE: (envelope) => `a proposé l’enveloppe ${envelope}`,
  PROPOSED_EXCEPTION: (exception) => `a proposé l’exception ${exception}`,
  PROPOSED_HOLD: () => 'a proposé ce délai',
  PROPOSED_DEMAND: (team) => `a proposé de demander un remboursement à ${team}`,
  PROPOSED_REPAYMENT: (team) => `a saisi ce remboursement ${ofName(team)}`,
  PROPOSED_TAKE_BACK: (team) => `a proposé d’abandonner la demande faite à ${team}`,
  PROPOSED_CANCELLATION: (run) => `a proposé d’annuler la campagne ${run}`,
  PROPOSED_UNDOING: (decision) => `a proposé de défaire l’écriture de la décision ${decision}`,
  PROPOSED_CLOSING: (subject) => `a proposé de clore ${subject}`,
  PROPOSED_REOPENING: (subject) => `a proposé de rouvrir ${subject}`,
  PROPOSED_CANDIDATE: (candidate) => `a proposé la décision sur la candidature ${candidate}`,
  PROPOSED_ERASURE: (erasure) => `a proposé l’effacement ${erasure}`,
  DUE_ERASURES: () => 'a proposé les effacements de la durée de conservation',
  PROPOSED_ANSWER: (answer) => `a proposé la réponse de la banque ${answer}`,
  REPORTED_LOSS: () => 'a signalé cette perte du journal',
  PREPARED_RUN: (run) => `a préparé la campagne ${run}`,
  APPLICATION: (candidate) => `a reçu la candidature ${candidate}`,
  PROPOSED_MERGE: () => 'a proposé de réunir ces deux identifiants',
  PROPOSED_SEPARATION: () => 'a proposé de séparer ces deux identifiants',
};

/** The proposal, by the kind of its change. */
const PROPOSALS: Readonly<Record<ProposalStep, (subject: string) => string>> = {
  PROPOSED_VERSION: () => 'la version proposée',
  PROPOSED_ACCOUNT: (holder) => `le compte proposé pour ${holder}`,
  PROPOSED_DEBTOR: (envelope) => `le compte à débiter proposé pour ${envelope}`,
  PROPOSED_ENVELOPE: (envelope) => `ce qui est proposé pour l’enveloppe ${envelope}`,
  PROPOSED_EXCEPTION: (exception) => `l’exception proposée ${exception}`,
  PROPOSED_HOLD: () => 'le délai proposé',
  PROPOSED_DEMAND: (team) => `la demande de remboursement proposée pour ${team}`,
  PROPOSED_REPAYMENT: (team) => `le remboursement saisi ${ofName(team)}`,
  PROPOSED_TAKE_BACK: (team) => `l’abandon proposé de la demande faite à ${team}`,
  PROPOSED_CANCELLATION: (run) => `l’annulation proposée de la campagne ${run}`,
  PROPOSED_UNDOING: (decision) => `ce qui est proposé pour la décision ${decision}`,
  PROPOSED_CLOSING: (subject) => `la clôture proposée de ${subject}`,
  PROPOSED_REOPENING: (subject) => `la réouverture proposée de ${subject}`,
  PROPOSED_CANDIDATE: (candidate) => `la décision proposée sur la candidature ${candidate}`,
  PROPOSED_ERASURE: (erasure) => `l’effacement ${erasure} avec ce qu’il emporterait`,
  DUE_ERASURES: () => 'les effacements proposés dont la durée de conservation est passée',
  PROPOSED_ANSWER: (answer) => `la réponse de la banque ${answer}`,
  REPORTED_LOSS: () => 'la perte du journal qui est signalée',
  PREPARED_RUN: (run) => `la campagne préparée ${run}`,
  APPLICATION: (candidate) => `la candidature ${candidate}`,
  PROPOSED_MERGE: () => 'la réunion proposée',
  PROPOSED_SEPARATION: () => 'la séparation proposée',
};

export const COMMAND_SENTENCES: Sentences<CommandRefusal> = {
  KEY_REUSED: ({ key }) => `la clé ${key} a déjà servi pour une autre commande ; donnez une clé neuve à celle-ci`,
  KEY_OF_TWO_COMMANDS: () => 'la clé sert en même temps à deux commandes ; donnez à chacune la sienne',
  STREAM_CHANGED: ({ stream, since }) => {
    const who = since.map(
      ({ type, by }) => `${EVENT_LABELS[type] ?? type}${by === undefined ? '' : ` par ${personText(by)}`}`,
    );
    return `${streamText(stream)} a changé entre-temps (${who.join(', ')}) ; relisez, puis recommencez s’il y a lieu`;
  },
  OVERTAKEN: ({ stream, times }) =>
    `${streamText(stream)} change sans cesse : ${times} fois de suite, d’autres commandes sont passées avant celle-ci, qui n’a pas abouti ; refaites-la : rien ne se fait deux fois`,
  SECOND_PERSON_REQUIRED: ({ by, step, subject }) =>
    `${by.name} ${STEPS[step](subject)} ; il faut une seconde personne pour la suite`,
  CONFIRMATION_CODE_REQUIRED: ({ step, subject }) =>
    `pour confirmer, donnez le code de ce que vous avez lu ; relisez ${PROPOSALS[step](subject)}, son code est montré avec`,
  PROPOSAL_CHANGED: ({ step, subject }) =>
    `ce code n’est pas celui de ce qui est proposé maintenant ; relisez ${PROPOSALS[step](subject)}, puis recommencez avec son code s’il y a lieu`,
  PROPOSAL_EXPIRED: ({ step, subject, lastDay }) =>
    `${PROPOSALS[step](subject)} était à confirmer jusqu’au ${frenchDay(lastDay)} ; il faut le proposer de nouveau`,
  PROPOSED_BY_ANOTHER: ({ step, subject, by }) =>
    `${PROPOSALS[step](subject)} est ${ofName(by.name)}, qui peut le retirer ; une autre personne le refuse, avec un motif`,
  NAME_OF_OTHER_FORM: ({ name }) => `« ${name} » n’est pas un nom à donner : il a ${CHOSEN_NAME_FORM}`,
  REASON_REQUIRED: () => 'il faut un motif ; dites pourquoi',
  TEXT_HOLDS_NUMBER: () =>
    'un texte contient ce qui ressemble à un numéro de sécurité sociale, qui ne doit être gardé nulle part ; ôtez-le',
  REASON_HOLDS_NUMBER: () =>
    'le motif contient ce qui ressemble à un numéro de sécurité sociale, qui ne doit être gardé nulle part ; ôtez-le',
  REASON_NAMES_PATIENT: () =>
    'le motif contient le pseudonyme d’un patient, et reste au journal ; dites-le sans le nommer',
  TEXT_NAMES_PATIENT: () => 'un texte contient le pseudonyme d’un patient, et reste gardé ; dites-le sans le nommer',
  KEY_NAMES_PATIENT: () =>
    'la clé d’idempotence contient le pseudonyme d’un patient, et reste au journal ; prenez une clé qui ne dit rien, un UUID par exemple',
  REASON_TOO_LONG: ({ length, max }) => `le motif a ${length} caractères ; il en faut ${max} au plus`,
};
