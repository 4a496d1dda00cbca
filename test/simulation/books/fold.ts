/** Enters an event in the books. */
import { Fields, type ReadEvent } from '#test/simulation/books/read-event.ts';
import {
  type Books,
  type Debt,
  type FormerBooks,
  type Item,
  type Payment,
  type PostedDecision,
  type Terms,
  movedBy,
} from '#test/simulation/books/books.ts';

type Enter = (books: Books, event: ReadEvent) => void;

/** Prefix of the former program's streams, one per envelope. */
const FORMER = 'ledger-';

export function enter(books: Books, event: ReadEvent): void {
  books.position = event.position;
  books.times.push({ position: event.position, recordedAt: event.recordedAt, at: event.at });
  // The events of former logs count when they are carried over.
  if (event.stream.startsWith(FORMER)) {
    count(books.former, event.stream.slice(FORMER.length), event.data);
    return;
  }
  if (event.data.inside('command').has('carriedFrom'))
    count(
      books.carried,
      event.data.inside('command').inside('carriedFrom').text('stream').slice(FORMER.length),
      event.data,
    );
  for (const { envelope, debit, credit, cents } of movedBy(event)) {
    const balances = of(books.balances, envelope, () => new Map<string, bigint>());
    if (debit !== '') balances.set(debit, (balances.get(debit) ?? 0n) + cents);
    if (credit !== '') balances.set(credit, (balances.get(credit) ?? 0n) - cents);
  }
  ENTRIES[event.type]?.(books, event);
}

function count(former: FormerBooks, envelope: string, data: Fields): void {
  former.events++;
  if (!data.has('debit')) return;
  const cents = data.cents('amountCents');
  for (const [account, more] of [
    [data.text('debit'), cents],
    [data.text('credit'), -cents],
  ] as const) {
    const key = `${envelope} ${account}`;
    former.cents.set(key, (former.cents.get(key) ?? 0n) + more);
  }
}

/** Gives the value of a key, created if missing. */
function of<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

const ENTRIES: Readonly<Record<string, Enter>> = {
  StatementSubmitted: submitted,
  RegularisationSubmitted: submitted,
  StatementApproved: approved,
  RegularisationApproved: approved,
  StatementWithdrawn: withdrawn,
  RegularisationWithdrawn: withdrawn,
  DecisionPosted: (books, { data }) => decisionOf(books, data, 'decision').times++,
  DecisionCancelled: (books, { data }) => {
    decisionOf(books, data, 'decision').isCancelled = true;
  },
  DuePosted: (books, { data }) => {
    itemOf(books, data).times++;
    addPosted(books, data, 'dueCents');
    inItsEnvelope(books, data, 'decision');
  },
  DueReduced: (books, { data }) => {
    itemOf(books, data).reducedCents += data.cents('amountCents');
    if (['withdrawn', 'posted twice'].includes(data.text('because'))) return;
    decisionOf(books, data, 'because').reducedCents += data.cents('amountCents');
    inItsEnvelope(books, data, 'because');
  },
  RecoveryPosted: (books, { data }) => {
    debtOf(books, data);
    addPosted(books, data, 'recoverCents');
    inItsEnvelope(books, data, 'decision');
  },
  RecoveryReduced: (books, { data }) => {
    const debt = debtOf(books, data);
    debt.droppedCents += data.cents('amountCents');
    const [account = ''] = data.text('debit').split(':');
    const item = books.items.get(debt.item ?? '');
    if (account === 'due' && item !== undefined) item.overpaidCents -= data.cents('amountCents');
    if (account === 'executed') addDebitedTwice(books, debt.envelope, -data.cents('amountCents'));
  },
  RepaymentDemanded: (books, event) => {
    const { data } = event;
    confirmedEach(books, event, debtOfTeam('demand', event));
    debtOf(books, data).demandedCents += data.cents('amountCents');
  },
  DemandTakenBack: (books, event) => {
    const { data } = event;
    confirmedEach(books, event, debtOfTeam('take back', event));
    debtOf(books, data).takenBackCents += data.cents('amountCents');
  },
  RepaymentReceived: (books, event) => {
    const { data } = event;
    confirmedEach(books, event, debtOfTeam('repayment', event));
    debtOf(books, data).repaidCents += data.cents('amountCents');
  },
  SetOff: (books, { data }) => {
    itemOf(books, data).setOffCents += data.cents('amountCents');
    debtOf(books, data).setOffCents += data.cents('amountCents');
  },
  LedgerCarriedOver: ({ apart }, { data }) => {
    for (const one of data.list('apart'))
      if (one.text('kind') === 'decision') apart.set(one.text('as'), one.text('id'));
  },
  PostingUndoProposed: (books, event) => {
    proposed(books, event, `undoing ${event.data.text('decision')}`, '');
  },
  PostingUndone: (books, event) => {
    confirmed(books, event, `undoing ${event.data.text('decision')}`, '');
    decisionOf(books, event.data, 'decision').isCancelled = true;
  },
  PaymentRunMade: (books, event) => {
    runReleased(books, event, 'id');
  },
  PaymentRunReleased: (books, event) => {
    runReleased(books, event, 'run');
  },
  PaymentReleased: paymentReleased,
  PaymentExecuted: settled('executed'),
  PaymentReturned: (books, event) => {
    madeDue(books, event);
    settled('returned')(books, event);
    books.overpaid.delete(event.data.text('endToEndId'));
  },
  OverpaymentPosted: overpaid,
  RunCancellationProposed: (books, event) => {
    proposed(books, event, `cancellation ${event.data.text('run')}`, '');
  },
  PaymentCancelled: (books, event) => {
    confirmedEach(books, event, `cancellation ${event.data.text('run')}`);
    settled('cancelled')(books, event);
  },
  AccountHoldProposed: (books, event) => {
    proposed(books, event, 'hold', event.data.json('days'));
  },
  AccountHoldConfirmed: (books, event) => {
    confirmed(books, event, 'hold', event.data.json('days'));
    books.holdDays = Number(event.data.json('days'));
  },
  ProposalRefused: refused,
  ProposalWithdrawn: refused,
  PayeeProposed: (books, event) => {
    proposed(books, event, event.stream, event.data.inside('payee').text('iban'));
  },
  PayeeConfirmed: accountConfirmed,
  PayeeRefused: ({ proposals }, { stream }) => proposals.delete(stream),
  PayeeWithdrawn: ({ proposals }, { stream }) => proposals.delete(stream),
  EnvelopeProposed: (books, event) => {
    proposed(books, event, `envelope ${event.data.text('envelope')}`, termsText(event.data.inside('terms')));
  },
  EnvelopeConfirmed: (books, event) => {
    const envelope = event.data.text('envelope');
    confirmed(books, event, `envelope ${envelope}`, termsText(event.data.inside('terms')));
    const added = termsOf(event.data.inside('terms'));
    if (event.data.has('exception')) {
      const exception = event.data.text('exception');
      books.uses.push({ exception, envelope, by: 'terms', name: `terms ${event.position}` });
    }
    const others = (books.terms.get(envelope) ?? []).filter(({ from }) => from !== added.from);
    books.terms.set(
      envelope,
      [...others, added].sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
  },
  ExceptionProposed: (books, event) => {
    proposed(books, event, `exception ${event.data.text('exception')}`, event.data.json('terms'));
  },
  ExceptionConfirmed: (books, event) => {
    const subject = `exception ${event.data.text('exception')}`;
    const content = books.proposals.get(subject)?.content ?? '{}';
    confirmed(books, event, subject, content);
    const [id, terms] = [event.data.text('exception'), new Fields(JSON.parse(content))];
    books.exceptions.set(id, terms);
    const account = books.accounts.get(`payee-${terms.text('team')}`);
    if (account !== undefined) books.excepted.set(id, { iban: account.iban, at: event.at ?? '' });
  },
  ExceptionUsed: ({ uses }, { data }) => {
    const [exception, envelope, name] = [data.text('exception'), data.text('envelope'), data.text('usedBy')];
    uses.push({ exception, envelope, by: 'commitment', name });
  },
  PaymentAwaitedAgain: settled('waiting'),
  AnswerProposed: (books, event) => {
    const payments = event.data.list('entries').map((entry) => entry.text('endToEndId'));
    proposed(books, event, `answer ${event.data.text('answer')}`, distinct(payments));
    books.sources.set(event.data.text('answer'), event.data.text('source'));
  },
  AnswerConfirmed: answerConfirmed,
  DemandProposed: (books, event) => {
    proposed(books, event, debtOfTeam('demand', event), '');
  },
  RepaymentProposed: (books, event) => {
    proposed(books, event, debtOfTeam('repayment', event), '');
  },
  DemandTakeBackProposed: (books, event) => {
    proposed(books, event, debtOfTeam('take back', event), '');
  },
};

function submitted(books: Books, { stream, data, by = '' }: ReadEvent): void {
  const proposal = data.inside('proposal');
  books.submissions.set(stream, { by, cents: proposalCents(proposal), number: proposal.number('number') });
}

function approved(books: Books, { stream, revision, data, by = '', at = '' }: ReadEvent): void {
  const proposal = data.inside('proposal');
  const id = `${stream}@${revision}`;
  books.approvals.set(id, {
    id,
    team: data.text('team'),
    period: data.text('period'),
    number: proposal.number('number'),
    submittedBy: books.submissions.get(stream)?.by ?? '',
    approvedBy: by,
    approvedAt: at,
    cents: proposalCents(proposal),
    isWithdrawn: false,
  });
  books.submissions.delete(stream);
}

/** The cents of the due parts; a regularisation has only lines. */
function proposalCents(proposal: Fields): bigint {
  const parts = proposal.number('number') === 0 ? proposal.list('instalments') : proposal.list('lines');
  return parts.reduce((sum, part) => sum + part.cents('amountCents'), 0n);
}

function withdrawn(books: Books, { stream }: ReadEvent): void {
  const last = [...books.approvals.values()].findLast(
    ({ id, isWithdrawn }) => id.startsWith(`${stream}@`) && !isWithdrawn,
  );
  if (last !== undefined) last.isWithdrawn = true;
}

function decisionOf({ decisions }: Books, data: Fields, field: string): PostedDecision {
  const id = data.text(field);
  return of(decisions, id, () => ({
    id,
    envelope: data.text('envelope'),
    times: 0,
    isCancelled: false,
    dueCents: 0n,
    reducedCents: 0n,
    recoverCents: 0n,
  }));
}

/** Postings for the undoing of a decision do not belong to it. */
function addPosted(books: Books, data: Fields, field: 'dueCents' | 'recoverCents'): void {
  const decision = decisionOf(books, data, 'decision');
  if (!decision.isCancelled) decision[field] += data.cents('amountCents');
}

function inItsEnvelope(books: Books, data: Fields, field: string): void {
  const [id, envelope] = [data.text(field), data.text('envelope')];
  const of = decisionOf(books, data, field).envelope;
  if (of !== envelope)
    books.strays.push(`${id} is of ${of}, and changes ${data.text('amountCents')} cents of ${envelope}`);
}

function itemOf({ items }: Books, data: Fields): Item {
  const id = data.text('item');
  return of(items, id, () => ({
    id,
    decision: data.text('decision'),
    envelope: data.text('envelope'),
    team: data.text('team'),
    dueOn: data.text('dueOn'),
    decidedCents: data.has('decision') ? data.cents('amountCents') : 0n,
    times: 0,
    reducedCents: 0n,
    setOffCents: 0n,
    overpaidCents: 0n,
    payments: [],
  }));
}

function debtOf({ debts }: Books, data: Fields): Debt {
  const id = data.text('recovery');
  return of(debts, id, () => ({
    id,
    envelope: data.text('envelope'),
    decision: data.text('decision'),
    cents: data.has('decision') ? data.cents('amountCents') : 0n,
    setOffCents: 0n,
    demandedCents: 0n,
    takenBackCents: 0n,
    droppedCents: 0n,
    repaidCents: 0n,
  }));
}

function runReleased({ runs, uses }: Books, { data, by = '', at = '' }: ReadEvent, name: 'id' | 'run'): void {
  const id = data.text(name);
  const run = of(runs, id, () => ({
    id,
    envelope: data.text('envelope'),
    releasedBy: by,
    releasedAt: at,
    executionDay: data.text('executionDay'),
    exceptions: data.texts('exceptions'),
    debtor: data.inside('debtor').text('iban'),
    payments: data.texts('payments'),
    digests: data.list('files').map((file) => file.text('digest')),
    isFormer: name === 'id',
    times: 0,
  }));
  run.times++;
  for (const exception of run.exceptions) uses.push({ exception, envelope: run.envelope, by: 'run', name: id });
}

function paymentReleased(books: Books, { data }: ReadEvent): void {
  const id = data.text('endToEndId');
  const payment = of(books.payments, id, () => ({
    id,
    item: data.text('item'),
    run: data.text('run'),
    envelope: data.text('envelope'),
    team: data.text('team'),
    cents: data.cents('amountCents'),
    iban: data.inside('payee').text('iban'),
    times: 0,
    status: 'waiting' as const,
  }));
  payment.times++;
  const account = books.accounts.get(`payee-${payment.team}`);
  if (account !== undefined) books.released.set(id, account);
  books.heldFor.set(id, books.holdDays);
  itemOf(books, data).payments.push(id);
}

function settled(status: Payment['status']): Enter {
  return ({ payments }, { data }) => {
    const payment = payments.get(data.text('endToEndId'));
    if (payment !== undefined) payment.status = status;
  };
}

/** `envelope:FISS` is of the subject `envelope FISS`. */
function refused({ proposals }: Books, { data }: ReadEvent): void {
  proposals.delete(data.text('proposal').replace(':', ' '));
}

function proposed({ proposals }: Books, { by = '' }: ReadEvent, subject: string, content: string): void {
  proposals.set(subject, { content, by });
}

function confirmed(books: Books, { position, by = '' }: ReadEvent, subject: string, content: string): void {
  const proposal = books.proposals.get(subject);
  books.confirmations.push({
    subject,
    position,
    proposedBy: proposal?.by,
    confirmedBy: by,
    isWhatWasProposed: proposal?.content === content,
  });
  books.proposals.delete(subject);
}

/** One confirmation covers several debts: the proposal stays until there is another. */
function confirmedEach(books: Books, event: ReadEvent, subject: string): void {
  const proposal = books.proposals.get(subject);
  confirmed(books, event, subject, '');
  if (proposal !== undefined) books.proposals.set(subject, proposal);
}

function debtOfTeam(kind: string, { data }: ReadEvent): string {
  return `${kind} ${data.text('envelope')} ${data.text('team')}`;
}

function answerConfirmed(books: Books, event: ReadEvent): void {
  const { data, by = '' } = event;
  const [answer, payments] = [data.text('answer'), data.texts('payments')];
  const proposedBy = books.proposals.get(`answer ${answer}`)?.by ?? '';
  confirmed(books, event, `answer ${answer}`, distinct(payments));
  const of = { answer, payments, proposedBy, confirmedBy: by };
  if (books.sources.get(answer) === 'TYPED') books.typed.push(of);
  books.answers.push({ ...of, at: event.at ?? '' });
}

function distinct(payments: readonly string[]): string {
  return [...new Set(payments)].join();
}

/** A confirmation and the events that follow from it have one author and one instant. */
function madeDue(books: Books, { data, by = '', at }: ReadEvent): void {
  const id = data.text('endToEndId');
  const payment = books.payments.get(id);
  const confirmation = books.answers.findLast(
    (one) => one.confirmedBy === by && one.at === at && one.payments.includes(id),
  );
  books.madeDue.push({
    payment: id,
    from: payment?.status ?? 'waiting',
    end: data.text('end'),
    by,
    releasedBy: books.runs.get(payment?.run ?? '')?.releasedBy ?? '',
    proposedBy: confirmation?.proposedBy,
  });
}

function overpaid(books: Books, { data }: ReadEvent): void {
  const [id, cents] = [data.text('recovery'), data.cents('amountCents')];
  const isPaidAgain = data.text('credit').startsWith('due:');
  const none = { setOffCents: 0n, demandedCents: 0n, takenBackCents: 0n, droppedCents: 0n, repaidCents: 0n };
  const of = { id, envelope: data.text('envelope'), decision: '', cents };
  books.debts.set(id, { ...of, ...none, item: isPaidAgain ? data.text('item') : undefined });
  if (!isPaidAgain) {
    addDebitedTwice(books, of.envelope, cents);
    return;
  }
  itemOf(books, data).overpaidCents += cents;
  books.overpaid.add(data.text('endToEndId'));
}

function addDebitedTwice({ debitedTwice }: Books, envelope: string, cents: bigint): void {
  debitedTwice.set(envelope, (debitedTwice.get(envelope) ?? 0n) + cents);
}

function accountConfirmed(books: Books, event: ReadEvent): void {
  const { stream, data, by = '', at = '' } = event;
  const iban = data.inside('payee').text('iban');
  const proposedBy = books.proposals.get(stream)?.by ?? '';
  confirmed(books, event, stream, iban);
  books.accounts.set(stream, { iban, proposedBy, confirmedBy: by, confirmedAt: at });
}

function termsText(terms: Fields): string {
  const { from, cents, schemes } = termsOf(terms);
  return [from, cents, ...schemes].join(' ');
}

function termsOf(terms: Fields): Terms {
  return { from: terms.text('from'), cents: terms.cents('amountCents'), schemes: terms.texts('schemes') };
}
