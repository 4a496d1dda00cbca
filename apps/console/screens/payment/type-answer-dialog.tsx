/** Types an answer of the bank about a payment, or corrects one; another person confirms it. */
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, Field, SelectField } from '../../parts/fields.tsx';
import type { PaymentRead } from './queries.ts';

type Outcome = components['schemas']['TypedEntryDto']['outcome'];

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ['EXECUTED', 'payé'],
  ['REJECTED', 'refusé avant le débit'],
  ['RETURNED', 'revenu après le débit'],
  ['RELEASED', 'encore à la banque'],
  ['EXECUTED_TWICE', 'débité deux fois : l’équipe en doit un'],
];

interface TypeAnswerDialogProps {
  readonly payment: PaymentRead['payment'];
  readonly close: () => void;
}

export function TypeAnswerDialog({ payment, close }: TypeAnswerDialogProps) {
  const { endToEndId, team, amountCents } = payment;
  const [outcome, setOutcome] = useState<Outcome>('EXECUTED');
  const [day, setDay] = useState('');
  const [bankReason, setBankReason] = useState('');
  // Each opened dialog has one name, which is used once.
  const [name] = useState(() => `saisie-${crypto.randomUUID().slice(0, 8)}`);
  return (
    <ConfirmDialog
      title={`Saisir la réponse de la banque pour ${team}, ${euros(BigInt(amountCents))} ?`}
      verb="Proposer"
      content={JSON.stringify([outcome, day, bankReason])}
      isReady={day !== ''}
      reasonLabel="D’où vous le tenez"
      run={({ key, reason }) => {
        const entry = { endToEndId, outcome, day, amountCents };
        const entries = [bankReason === '' ? entry : { ...entry, reason: bankReason }];
        const params = { header: { 'Idempotency-Key': key } };
        return answer(client.POST('/payment-answers/typed', { params, body: { answer: name, reason, entries } }));
      }}
      said={() => `Réponse ${name} proposée ; une autre personne la confirme.`}
      close={close}
    >
      <p className="quiet">
        Référence <code>{endToEndId}</code>. Rien ne change avant qu’une autre personne ne le confirme.
      </p>
      <SelectField
        label="La banque dit qu’il est"
        value={outcome}
        set={(value) => setOutcome(value as Outcome)}
        options={OUTCOMES}
      />
      <DayField label="Jour de la banque" value={day} set={setDay} />
      <Field label="Motif de la banque (un code comme AC04), s’il y en a un">
        {(id) => <input id={id} value={bankReason} onChange={({ target }) => setBankReason(target.value.trim())} />}
      </Field>
    </ConfirmDialog>
  );
}
