/** The catalogue of events, docs/events.md: every event, with its stream and its fields. The fields come from the codecs. */
import type { FieldDescription } from '#libs/kernel/field.ts';
import type { EventSchema } from '#libs/event-store/typed-event.ts';
import { streamPattern } from '#libs/facts/fact-kind.ts';
import { type FactName, type FactOf, factKindOfEvent } from '#libs/intake/fact-kinds.ts';
import { EVERY_EVENT, type EventType } from '#libs/runtime/event-codecs.ts';

type FactType = FactOf<FactName>['type'];

interface CatalogueEntry {
  readonly type: string;
  readonly streams: readonly string[];
  readonly about: string;
  /** Lines of a list in Markdown. */
  readonly fields: readonly string[];
}

/** The name of a stream, by its prefix. */
const STREAMS: Readonly<Record<string, string>> = {
  payment: 'payment-ledger',
  account: 'account-<digest of the IBAN>',
  payee: 'payee-<team>',
  debtor: 'debtor-<envelope>',
  duplicates: 'duplicates',
  candidates: 'candidates',
  closings: 'closings',
  import: 'import-<id>',
  patient: 'patient-<patient>',
  erasure: 'erasure-<id>',
  job: 'job-<id>',
  regulation: 'regulation',
  recomputation: 'recomputation',
  index: 'index-of-patients',
  losses: 'losses',
  checkpoints: 'checkpoints',
  statement: 'statement-<team>-<period>',
  webhook: 'webhook-<id>',
  command: 'command-<hash of the person and the key>',
};

/** The description of each event that is not a fact. */
const ABOUT = {
  FileBegun: 'The first rows of a file of several batches; its end says that it was read whole.',
  FileRefused: 'A file that cannot be read as described; nothing of it is recorded.',
  RowSetAside: 'A bad row of a good file, verbatim but for what has the shape of a social security number.',
  SetAsideRowRecorded: 'A row set aside before is good now: what it lacked has come in since.',
  FileRecorded: 'A file was read to its end.',
  SetAsideRowsMended: 'Rows set aside that another file has again, by their keys.',
  SetAsideDismissed: 'A person says why nothing is to be done about rows set aside, or about a file refused.',
  MergeProposed: 'Two ids of patients are to be of one person.',
  PatientsMerged: 'Another person confirms it: from this day known on, the facts of both are of one patient.',
  SeparationProposed: 'A merge was wrong, and is to be undone.',
  PatientsSeparated: 'Another person confirms it: from this day known on, they are two again.',
  MergeRefused: 'Another person refuses either.',
  MergeWithdrawn: 'Its author takes either back.',
  LookAlikeDismissed: 'Two ids look like one person and are two: they are reported no more.',
  MergeOfErased:
    'Two ids were one person for a time, and one of the two is erased: the name that stands for him is in its place, and what was decided of the pair is forgotten.',
  CandidateApplied:
    'A team applies before it enters: who it is, its members, the size of its list, the scheme and option it wishes. It replaces its former application.',
  CandidateDecisionProposed: 'It is to be accepted or declined; with the conditions as the facts give them.',
  CandidateAccepted: 'Another person confirms it.',
  CandidateDeclined: 'Another person confirms it.',
  CandidateDecisionRefused: 'Another person refuses what was proposed: the candidate waits again.',
  CandidateDecisionWithdrawn: 'Its author takes it back.',
  ApplicationWithdrawn: 'The team no longer wishes to enter.',
  ClosingProposed:
    'A team or a scheme is to be closed as known on a last day; with the final statement over its years, and what stays open.',
  ClosingConfirmed: 'Another person confirms it: nothing more is decided of its teams.',
  ClosingRefused: 'Another person refuses it.',
  ClosingWithdrawn: 'Its author takes it back.',
  ReopeningProposed: 'What is closed is to be opened again.',
  ReopeningConfirmed: 'Another person confirms it.',
  RegulationProposed: 'A version that another person may publish.',
  RegulationRefused: 'Another person refuses it.',
  RegulationWithdrawn: 'Its author takes it back.',
  RegulationPublished: 'A version of the parameters and grids, whole; in force until the next.',
  StatementCalculated:
    'A draft statement, with what it is pinned to: day known, position, versions of the regulation and of the rules.',
  StatementNoLongerDue: 'A calculation found no statement where there was one: the team is not in the experiment.',
  StatementSubmitted: 'A draft is put to a decision.',
  StatementApproved: 'It is decided; who approves is not who submitted.',
  StatementRejected: 'Back to calculated.',
  StatementWithdrawn: 'Taken back, while nothing of it is released.',
  RegularisationDrafted: 'What a new calculation would add to what was decided, by line.',
  RegularisationSubmitted: 'It is put to a decision.',
  RegularisationApproved: 'It is decided, and adds to what was.',
  RegularisationRejected: 'The draft is given up.',
  RegularisationWithdrawn: 'Taken back, while nothing of it is released.',
  StatementsRecomputed:
    'Everything recorded of statements up to a position was computed again from the log alone, and nothing differed.',
  PatientsIndexed:
    'In former logs: the digest of the index of the patients of each professional. It is no longer recorded, nor trusted.',
  AccountMovementsBooked: 'Movements of an account of ours at the bank that no earlier statement had.',
  AccountStatementTaken: 'A statement of the account, with its balances; all of its movements are booked.',
  AccountDifferenceExplained: 'A person gives the reason of a difference between the statements and the ledger.',
  LedgerCarriedOver:
    'The former streams, one for each envelope, follow; what two of them had under one id is kept apart.',
  EnvelopeProposed: 'Amount of an envelope and the schemes it funds, from a day on.',
  EnvelopeConfirmed: 'Another person confirms it.',
  ExceptionProposed:
    'What it would permit: passing an envelope, paying to an account that changed lately, releasing early.',
  ExceptionUsed: 'An approval passed its envelope by it; a run and terms name the exceptions that they use.',
  AccountHoldProposed: 'How many days an account that changed is held.',
  AccountHoldConfirmed: 'Another person confirms it.',
  DemandProposed: 'The debts of a team that left are to be demanded.',
  DemandTakeBackProposed: 'A demand is to be dropped.',
  DemandTakenBack: 'A demand is dropped: the debt is set off again.',
  RepaymentProposed: 'A team paid back, as one person has it from the bank.',
  RepaymentReceived: 'Another person confirms it.',
  ProposalRefused: 'Another person refuses what was proposed.',
  ProposalWithdrawn: 'Its author withdraws it.',
  ExceptionConfirmed: 'Another person confirms it.',
  DecisionPosted: 'A decision has come into the ledger, once.',
  DecisionCancelled: 'A decision withdrawn has left it.',
  DuePosted: 'An instalment or credit is due.',
  DueReduced: 'What is due is reduced by a negative decision, or taken back.',
  RecoveryPosted: 'A team owes.',
  RecoveryReduced: 'A debt is taken back with its decision.',
  RepaymentDemanded: 'The debt of a team that left is demanded.',
  PaymentRunPrepared:
    'What a run would release, whom it leaves out and why, and the digests of its files; nothing moves. It replaces one of its name.',
  PaymentRunDropped: 'A prepared run is given up.',
  PaymentRunReleased: 'What was prepared is released, once, with the digests of the files that go to the bank.',
  PostingUndoProposed: 'The second posting of a decision that former logs posted twice is to be undone.',
  PostingUndone: 'It is undone; the events after it move what it had posted.',
  RunCancellationProposed: 'A released run that was not sent is to be cancelled.',
  PaymentCancelled: 'Another person confirms it: each payment of the run is due again, under a new end-to-end id.',
  PaymentFileDownloaded:
    'A file of a released run is handed out: its name, format and digest; the command says to whom.',
  PaymentRunMade: 'What was due is released, once: the former way, without being prepared.',
  SetOff: 'A debt is set off against a payment, also where another envelope has the debt.',
  PaymentReleased: 'A payment goes to the bank.',
  PaymentExecuted: 'The bank has paid it.',
  PaymentReturned: 'It came back, rejected or returned, and is due again.',
  AnswerProposed:
    'A person types what the bank answered, or corrects it; or hands in a file by which payments would be due again.',
  AnswerConfirmed:
    'Another person confirms it; what it changes follows. Where it was typed, nothing is contradicted of its payments any more.',
  PaymentAwaitedAgain: 'A payment does not stand as an earlier answer said: the bank has not decided.',
  ReturnBooked: 'The bank books the debit, or the credit, of a payment that came back already; nothing moves.',
  PaymentBooked: 'The bank books a payment that it had said is executed: its references; nothing moves.',
  SecondDebitReturned: 'The bank credits back the second debit of a payment, which stays paid; nothing moves.',
  OverpaymentPosted: 'A team received an amount twice: what it owes back.',
  PaymentWaiting: 'The bank has not decided; its code is known or not.',
  AnswerContradicted: 'The answer of the bank cannot be right beside what is recorded; two persons say what is true.',
  RunBooked: 'A booking of a payment file without its payments, which are not found yet.',
  RunBookingMatched: 'The payments of a booking are found.',
  PayeeProposed: 'An account to pay to, or from.',
  PayeeConfirmed: 'Another person confirms it, as it was read.',
  PayeeRefused: 'Another person refuses it.',
  PayeeWithdrawn: 'Its author takes it back.',
  JobRequested: 'Long work is asked of the workers.',
  CheckpointSigned: 'A checkpoint was signed: who removes the newest one leaves this trace.',
  LogLossReported: 'The log has not what its witnesses saw: what is lost, by which witness, and what happened.',
  LogLossAcknowledged: 'A second person acknowledges it: payments go on, on what the log has.',
  LogLossReportRefused: 'A second person refuses the report, with a reason.',
  LogLossReportWithdrawn: 'Its author takes the report back.',
  JobCancelRequested: 'It is asked to stop.',
  JobSucceeded: 'It is done, with its result.',
  JobFailed: 'It failed after the last attempt.',
  JobCancelled: 'It stopped when it was asked to.',
  WebhookSubscribed: 'What is published is sent to an address from a position on.',
  WebhookSecretRotated: 'A new secret signs; the one before signs for 24 h more.',
  WebhookDisabled: 'Nothing more is sent: a person asked for it, or the receiver failed.',
  WebhookEnabled: 'It goes on from where it stood, or after a position.',
  WebhookRemoved: 'It exists no more.',
  WebhookRedeliveryAsked: 'An event is to be sent again.',
  WebhookDeliverySkipped: 'An event is given up, and what waits behind it goes on.',
  PatientErased:
    'The last event of an erased patient: what he counts for in statements, without a fact about him. His other events have no content any more.',
  ErasureProposed:
    'A patient is to be erased, named by a reference that tells nothing without his key; what it takes away and leaves.',
  ErasureConfirmed: 'Another person confirms it.',
  ErasureBegun: 'What is kept of him is recorded; the keys of these references are destroyed next.',
  ErasureRefused: 'Another person refuses it.',
  ErasureWithdrawn: 'Its author takes it back.',
  ErasureCompleted: 'His keys are destroyed; everything made of his facts is made again without him.',
  CommandReceived: 'A command came from outside under a key; the key belongs to it alone.',
};

/** A type error if an event has a codec and no sentence. */
const ABOUT_OTHERS: Readonly<Record<Exclude<EventType, FactType>, string>> = ABOUT;

function entriesOf({ streams, schemas }: (typeof EVERY_EVENT)[number]): readonly CatalogueEntry[] {
  return Object.entries<EventSchema<object>>(schemas).map(([type, { fields }]) => {
    const fact = factKindOfEvent(type);
    return {
      type,
      streams: fact === undefined ? streams.map(streamOf) : [streamPattern(fact)],
      about: fact?.about ?? aboutOf(type),
      fields: fieldLines(fields, ''),
    };
  });
}

function streamOf(begins: string): string {
  const stream = STREAMS[begins];
  if (stream === undefined) throw new RangeError(`the catalogue does not name the streams that begin with ${begins}`);
  return stream;
}

function aboutOf(type: string): string {
  const about = (ABOUT_OTHERS as Readonly<Record<string, string>>)[type];
  if (about === undefined) throw new RangeError(`the catalogue does not say what ${type} is`);
  return about;
}

/** One line for each field, with the fields of a record below it. */
function fieldLines({ fields = {} }: FieldDescription, indent: string): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => [
    `${indent}- \`${name}\`: ${field.kind}`,
    ...fieldLines(field, `${indent}  `),
  ]);
}

export const CATALOGUE: readonly CatalogueEntry[] = EVERY_EVENT.flatMap(entriesOf);

/** The page as Markdown. */
export function cataloguePage(): string {
  const entries = CATALOGUE.map(({ type, streams, about, fields }) => {
    const where = `Stream: ${streams.map((stream) => `\`${stream}\``).join(', ')}`;
    return [`## ${type}`, about, where, ...(fields.length === 0 ? [] : [fields.join('\n')])].join('\n\n');
  });
  return `# Events

Made from the code by \`npm run docs\`; do not edit.

Every event has a position (its ordinal in the log), a stream and a revision in it, an id made from its content, a type, a schema
version, the day or period it is effective, the day it was known (\`known_on\`), the commit it was recorded with (when, by whom, as
part of what, because of what), and a link of the hash chain over all of these and the exact payload. The payload of a fact is the row
that came in, every field as text; \`key\` names the fact, and each row is a version of it. An event that a command of a person makes
also has a field \`command\`: its key, the digest of the request, the person and the assurance of the identity, the instant.

${entries.join('\n\n')}
`;
}
