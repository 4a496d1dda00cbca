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

function decideLedger(way: Way, { id: proposal, code }: Confirmation, { key, reason }: Command): Promise<unknown> {
  const params = { path: { proposal }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/ledger-proposals/{proposal}/confirm', { params, body: bodyOf(code) }));
    case 'refuse':
      return answer(client.POST('/ledger-proposals/{proposal}/refuse', { params, body: { reason } }));
    case 'withdraw':
      return answer(client.POST('/ledger-proposals/{proposal}/withdraw', { params }));
  }
}

function decidePayee(way: Way, { subject: team, code }: Confirmation, { key, reason }: Command): Promise<unknown> {
  const params = { path: { team }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/payees/{team}/confirm', { params, body: bodyOf(code) }));
    case 'refuse':
      return answer(client.POST('/payees/{team}/refuse', { params, body: { reason } }));
    case 'withdraw':
      return answer(client.POST('/payees/{team}/withdraw', { params }));
  }
}

function decideDebtor(way: Way, { subject: envelope, code }: Confirmation, command: Command): Promise<unknown> {
  const { key, reason } = command;
  const params = { path: { envelope }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/debtors/{envelope}/confirm', { params, body: bodyOf(code) }));
    case 'refuse':
      return answer(client.POST('/debtors/{envelope}/refuse', { params, body: { reason } }));
    case 'withdraw':
      return answer(client.POST('/debtors/{envelope}/withdraw', { params }));
  }
}

function decideCandidate(way: Way, { subject: candidate, code }: Confirmation, command: Command): Promise<unknown> {
  const { key, reason } = command;
  const params = { path: { candidate }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/candidates/{candidate}/confirm', { params, body: bodyOf(code) }));
    case 'refuse':
      return answer(client.POST('/candidates/{candidate}/refuse', { params, body: { reason } }));
    case 'withdraw':
      return answer(client.POST('/candidates/{candidate}/withdraw', { params }));
  }
}

function decideClosing(way: Way, confirmation: Confirmation, { key, reason }: Command): Promise<unknown> {
  const { subject, code, confirm } = confirmation;
  const kind = confirm.includes('/close-outs/scheme/') ? 'scheme' : 'team';
  const params = { path: { kind, subject }, header: { 'Idempotency-Key': key } } as const;
  switch (way) {
    case 'confirm':
      return answer(client.POST('/close-outs/{kind}/{subject}/confirm', { params, body: bodyOf(code) }));
    case 'refuse':
      return answer(client.POST('/close-outs/{kind}/{subject}/refuse', { params, body: { reason } }));
    case 'withdraw':
      return answer(client.POST('/close-outs/{kind}/{subject}/withdraw', { params }));
  }
}

function bodyOf(code: string | null): { readonly code?: string } {
  return code === null ? {} : { code };
}
