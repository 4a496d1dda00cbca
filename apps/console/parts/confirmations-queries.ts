/** The proposals that wait for a second person, and the requests that decide them. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { allPages } from './all-pages.ts';
import type { Command } from './confirm-dialog.tsx';

export type Confirmation = components['schemas']['ConfirmationView'];
/** The possible decisions on a proposal. */
export type Way = 'confirm' | 'refuse' | 'withdraw';

export function confirmationsQuery() {
  return queryOptions({
    queryKey: ['confirmations'],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { cursor };
        return answer(client.GET('/confirmations', { params: { query }, signal }));
      }),
  });
}

/** Sends a person's decision on a proposal, with the code that was read. */
export function decide(way: Way, confirmation: Confirmation, command: Command): Promise<unknown> {
  switch (confirmation.kind) {
    case 'PAYEE':
      return decidePayee(way, confirmation, command);
    case 'DEBTOR':
      return decideDebtor(way, confirmation, command);
    case 'CANDIDATE':
      return decideCandidate(way, confirmation, command);
    case 'CLOSING':
      return decideClosing(way, confirmation, command);
    case 'REGULATION':
      throw new RangeError('the regulation is decided on its own screen');
    default:
      return decideLedger(way, confirmation, command);
  }
}

function decideLedger(way: Way, confirmation: Confirmation, { key, reason }: Command): Promise<unknown> {
  const { id: proposal } = confirmation;
  const read = codeRead(confirmation);
  const params = { path: { proposal }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/ledger-proposals/{proposal}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/ledger-proposals/{proposal}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/ledger-proposals/{proposal}/withdraw', { params, body: read }));
  }
}

function decidePayee(way: Way, confirmation: Confirmation, { key, reason }: Command): Promise<unknown> {
  const { subject: team } = confirmation;
  const read = codeRead(confirmation);
  const params = { path: { team }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/payees/{team}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/payees/{team}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/payees/{team}/withdraw', { params, body: read }));
  }
}

function decideDebtor(way: Way, confirmation: Confirmation, { key, reason }: Command): Promise<unknown> {
  const { subject: envelope } = confirmation;
  const read = codeRead(confirmation);
  const params = { path: { envelope }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/debtors/{envelope}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/debtors/{envelope}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/debtors/{envelope}/withdraw', { params, body: read }));
  }
}

function decideCandidate(way: Way, confirmation: Confirmation, { key, reason }: Command): Promise<unknown> {
  const { subject: candidate } = confirmation;
  const read = codeRead(confirmation);
  const params = { path: { candidate }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/candidates/{candidate}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/candidates/{candidate}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/candidates/{candidate}/withdraw', { params, body: read }));
  }
}

function decideClosing(way: Way, confirmation: Confirmation, { key, reason }: Command): Promise<unknown> {
  const { subject, confirm } = confirmation;
  const read = codeRead(confirmation);
  const kind = confirm.includes('/close-outs/scheme/') ? 'scheme' : 'team';
  const params = { path: { kind, subject }, header: { 'Idempotency-Key': key } } as const;
  switch (way) {
    case 'confirm':
      return answer(client.POST('/close-outs/{kind}/{subject}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/close-outs/{kind}/{subject}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/close-outs/{kind}/{subject}/withdraw', { params, body: read }));
  }
}

/** The code that was read; a person who sees a masked account number has none, and may not decide on it. */
function codeRead({ code }: Confirmation): { readonly code?: string } {
  return code === null ? {} : { code };
}
