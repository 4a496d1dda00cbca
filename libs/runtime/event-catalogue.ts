/** The event catalogue: every event the product records, in which stream, with which content. The page docs/events.md is made from it. */
import { FACT_KINDS, type AnyFactKind } from '#libs/intake/fact-kinds.ts';

interface CatalogueEntry {
  readonly type: string;
  readonly stream: string;
  readonly about: string;
  readonly content: readonly string[];
}

/** Events that a person's command makes carry the command: its key, the digest of what was asked, who, and when. */
const COMMAND = 'command (key, digest, who and how sure, when)';

function decided(type: string, stream: string, about: string, ...content: readonly string[]): CatalogueEntry {
  return { type, stream, about, content: [...content, COMMAND] };
}

const STATEMENT = 'statement-<team>-<period>';
const LEDGER = 'ledger-<envelope>';
const WEBHOOK = 'webhook-<id>';
const SUBSCRIBED = ['url', 'types?', 'team?', 'from'];
const POSTING = ['debit', 'credit', 'amountCents'];

const DECISIONS: readonly CatalogueEntry[] = [
  decided('StatementSubmitted', STATEMENT, 'A draft is put to a decision.', 'proposal'),
  decided('StatementApproved', STATEMENT, 'It is decided; who approves is not who submitted.', 'proposal'),
  decided('StatementRejected', STATEMENT, 'Back to calculated.', 'number', 'reason'),
  decided('StatementWithdrawn', STATEMENT, 'Taken back, while nothing of it is released.', 'number', 'reason'),
  decided(
    'RegularisationDrafted',
    STATEMENT,
    'What a new calculation would add to what was decided, by line.',
    'proposal',
    'calculation (as in StatementCalculated)',
  ),
  decided('RegularisationSubmitted', STATEMENT, 'It is put to a decision.', 'proposal'),
  decided('RegularisationApproved', STATEMENT, 'It is decided, and adds to what was.', 'proposal'),
  decided('RegularisationRejected', STATEMENT, 'The draft is given up.', 'number', 'reason'),
  decided('RegularisationWithdrawn', STATEMENT, 'Taken back, while nothing of it is released.', 'number', 'reason'),
  decided(
    'RegulationProposed',
    'regulation',
    'A version that another person may publish.',
    'version',
    'parameters',
    'grids',
  ),
  decided('PayeeProposed', 'payee-<team>, debtor-<envelope>', 'An account to pay to, or from.', 'holder', 'payee'),
  decided('PayeeConfirmed', 'payee-<team>, debtor-<envelope>', 'Another person confirms it.', 'holder', 'payee'),
  decided('PayeeRefused', 'payee-<team>, debtor-<envelope>', 'Another person refuses it.', 'holder', 'payee', 'reason'),
  decided('EnvelopeProposed', LEDGER, 'Amount of an envelope and the schemes it funds.', 'terms'),
  decided('EnvelopeConfirmed', LEDGER, 'Another person confirms it.', 'terms'),
  decided('DecisionPosted', LEDGER, 'A decision has come into the ledger, once.', 'decision', 'team', 'period'),
  decided('DecisionCancelled', LEDGER, 'A decision withdrawn has left it.', 'decision'),
  decided(
    'DuePosted',
    LEDGER,
    'An instalment or credit is due.',
    'item',
    'team',
    'period',
    'decision',
    'dueOn',
    'approvedBy',
    ...POSTING,
  ),
  decided(
    'DueReduced',
    LEDGER,
    'What is due is reduced by a negative decision, or taken back.',
    'item',
    'because',
    ...POSTING,
  ),
  decided('RecoveryPosted', LEDGER, 'A team owes.', 'recovery', 'team', 'period', 'decision', ...POSTING),
  decided('RecoveryReduced', LEDGER, 'A debt is taken back with its decision.', 'recovery', 'because', ...POSTING),
  decided(
    'PaymentRunMade',
    LEDGER,
    'What was due is released, once.',
    'id',
    'executionDay',
    'debtor',
    'payments',
    'exception?',
  ),
  decided('SetOff', LEDGER, 'A debt is set off against a payment.', 'run', 'item', 'recovery', ...POSTING),
  decided(
    'PaymentReleased',
    LEDGER,
    'A payment goes to the bank.',
    'run',
    'endToEndId',
    'item',
    'team',
    'period',
    'payee',
    ...POSTING,
  ),
  decided('PaymentExecuted', LEDGER, 'The bank has paid it.', 'endToEndId', 'item', 'team', 'answer', ...POSTING),
  decided(
    'PaymentReturned',
    LEDGER,
    'It came back and is due again.',
    'endToEndId',
    'item',
    'team',
    'answer',
    'reason?',
    ...POSTING,
  ),
  decided('RepaymentDemanded', LEDGER, 'The debt of a team that left is demanded.', 'recovery', 'team', ...POSTING),
  decided('ExceptionProposed', LEDGER, 'Leave to pass the envelope.', 'exception', 'ceiling', 'reason'),
  decided('ExceptionConfirmed', LEDGER, 'Another person confirms it.', 'exception'),
  decided('WebhookSubscribed', WEBHOOK, 'What is published is sent to an address from a position on.', ...SUBSCRIBED),
  decided('WebhookSecretRotated', WEBHOOK, 'A new secret signs; the one before signs for 24 h more.', 'generation'),
  decided('WebhookDisabled', WEBHOOK, 'Nothing more is sent: somebody said so, or the receiver failed.', 'reason'),
  decided('WebhookEnabled', WEBHOOK, 'It goes on from where it stood, or after a position.', 'from?'),
  decided('WebhookRemoved', WEBHOOK, 'It is no more.'),
  decided('WebhookRedeliveryAsked', WEBHOOK, 'An event is to be sent again.', 'position'),
  decided('WebhookDeliverySkipped', WEBHOOK, 'An event is given up, and what waits behind it goes on.', 'position'),
];

/** Events that are not rows of facts files. */
const OTHERS: readonly CatalogueEntry[] = [
  {
    type: 'CommandReceived',
    stream: 'command-<hash of the person and the key>',
    about: 'A command came from outside under a key, which then is of no other.',
    content: ['name', 'digest', 'key', 'by'],
  },
  {
    type: 'RegulationPublished',
    stream: 'regulation',
    about: 'A version of the parameters and grids, whole; in force until the next.',
    content: ['version', 'parameters (text of the JSON file)', 'grids (text of the CSV file)'],
  },
  {
    type: 'FileRefused',
    stream: 'import-<id>',
    about: 'A file that cannot be read as described; nothing of it is recorded.',
    content: ['file', 'sha256', 'reason (French)'],
  },
  {
    type: 'RowSetAside',
    stream: 'import-<id>',
    about: 'A bad row of a good file, verbatim but for what has the shape of a social security number.',
    content: ['file', 'sha256', 'line', 'code', 'message (French)', 'row'],
  },
  {
    type: 'SetAsideRowRecorded',
    stream: 'import-<id>',
    about: 'A row set aside before is good now: what it lacked has come in since.',
    content: ['file', 'sha256', 'line'],
  },
  {
    type: 'FileRecorded',
    stream: 'import-<id>',
    about: 'A file was read to its end.',
    content: ['file', 'sha256', 'rows', 'setAside'],
  },
  {
    type: 'StatementCalculated',
    stream: 'statement-<team>-<period>',
    about:
      'A draft statement, with what it is pinned to: day known, position, versions of the regulation and of the rules.',
    content: ['team', 'period', 'pin', 'digest', 'statement'],
  },
  {
    type: 'StatementNoLongerDue',
    stream: 'statement-<team>-<period>',
    about: 'A calculation found no statement where there was one: the team is not in the experiment.',
    content: ['team', 'period', 'pin', 'digest', 'statement (null)'],
  },
  ...DECISIONS,
];

function ofFile({ event, about, stream, columns }: AnyFactKind): CatalogueEntry {
  return {
    type: event,
    stream: 'national' in stream ? `national-${stream.national}` : `${stream.category}-<${stream.column}>`,
    about,
    content: columns.map(({ name, key, optional }) => `${name}${key ? ' (key)' : ''}${optional ? '?' : ''}`),
  };
}

export const CATALOGUE: readonly CatalogueEntry[] = [...FACT_KINDS.map(ofFile), ...OTHERS];

/** The page as Markdown. */
export function cataloguePage(): string {
  const entries = CATALOGUE.map(
    ({ type, stream, about, content }) =>
      `## ${type}\n\n${about}\n\n- stream: \`${stream}\`\n- content: ${content.join(', ')}\n`,
  );
  return `# Events

Made from the code by \`npm run docs\`; do not edit.

Every event has a position (its ordinal in the log), a stream and a revision in it, an id made from its content, a type, a schema
version, the day or period it is effective, the day it was known (\`known_on\`), the commit it was recorded with (when, by whom, as
part of what, because of what), and a link of the hash chain over all of these and the exact payload. The payload of a fact is the row
that came in, every field as text; \`?\` may be empty, \`key\` names the fact of which the row is a version.

${entries.join('\n')}`;
}
