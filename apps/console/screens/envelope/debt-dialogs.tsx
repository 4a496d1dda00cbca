/**
 * The debt of a team to an envelope: demand it, take the demand back, record a repayment. One person proposes each, another confirms it.
 */
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { centsTyped } from '../../parts/amount-text.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, Field } from '../../parts/fields.tsx';
import type { TeamBalances } from './queries.ts';

interface DebtDialogProps {
  readonly envelope: string;
  readonly team: TeamBalances;
  readonly close: () => void;
}

export function DemandDialog({ envelope, team: { team, toRecoverCents }, close }: DebtDialogProps) {
  return (
    <ConfirmDialog
      title={`Demander ${euros(BigInt(toRecoverCents))} à ${team} ?`}
      verb="Proposer"
      run={({ key }) => {
        const params = { path: { envelope }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/envelopes/{envelope}/demands', { params, body: { team } }));
      }}
      said={() => `Demande à ${team} proposée ; une autre personne la confirme.`}
      close={close}
    >
      <p className="quiet">
        Pour une équipe partie : ce qu’elle doit n’est plus retenu sur ses versements, il lui est demandé par lettre.
      </p>
    </ConfirmDialog>
  );
}

export function TakeBackDialog({ envelope, team: { team, demandedCents }, close }: DebtDialogProps) {
  return (
    <ConfirmDialog
      title={`Abandonner la demande de ${euros(BigInt(demandedCents))} à ${team} ?`}
      verb="Proposer"
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { envelope }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/envelopes/{envelope}/demands/take-back', { params, body: { team, reason } }));
      }}
      said={() => `Abandon de la demande à ${team} proposé ; une autre personne le confirme.`}
      close={close}
    >
      <p className="quiet">La dette redevient à récupérer sur ses prochains versements.</p>
    </ConfirmDialog>
  );
}

export function RepaymentDialog({ envelope, team: { team, demandedCents }, close }: DebtDialogProps) {
  const [amount, setAmount] = useState('');
  const [receivedOn, setReceivedOn] = useState('');
  const [reference, setReference] = useState('');
  const cents = centsTyped(amount);
  const figure = cents === undefined ? '' : ` de ${euros(BigInt(cents))}`;
  return (
    <ConfirmDialog
      title={`Saisir un remboursement${figure} de ${team} ?`}
      verb="Proposer"
      content={JSON.stringify([cents, receivedOn, reference])}
      isReady={cents !== undefined && receivedOn !== '' && reference.trim() !== ''}
      run={({ key }) => {
        const body = { team, amountCents: cents ?? '', receivedOn, reference };
        const params = { path: { envelope }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/envelopes/{envelope}/repayments', { params, body }));
      }}
      said={() => `Remboursement de ${team} proposé ; une autre personne le confirme.`}
      close={close}
    >
      <p className="quiet">Demandé : {euros(BigInt(demandedCents))}</p>
      <AmountField label="Reçu" value={amount} set={setAmount} />
      <DayField label="Jour de la banque" value={receivedOn} set={setReceivedOn} />
      <Field label="Référence de la banque">
        {(id) => <input id={id} value={reference} onChange={({ target }) => setReference(target.value)} />}
      </Field>
    </ConfirmDialog>
  );
}
