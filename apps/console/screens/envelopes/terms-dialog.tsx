/** Proposes the terms of an envelope from a day on: its amount and the schemes that it funds. */
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { centsTyped } from '../../parts/amount-text.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, Field } from '../../parts/fields.tsx';
import { Amount } from '../../parts/words.tsx';
import { SCHEMES } from '../../parts/schemes.ts';
import type { Envelope } from './queries.ts';

interface TermsDialogProps {
  /** Undefined: a new one. */
  readonly envelope: Envelope | undefined;
  readonly close: () => void;
}

export function TermsDialog({ envelope: of, close }: TermsDialogProps) {
  const [name, setName] = useState(of?.envelope ?? '');
  const [amount, setAmount] = useState('');
  const [schemes, setSchemes] = useState<readonly string[]>(of?.terms?.schemes ?? []);
  const [from, setFrom] = useState('');
  const [exception, setException] = useState('');
  const cents = centsTyped(amount);
  const figure = cents === undefined ? '' : `, ${euros(BigInt(cents))}`;
  return (
    <ConfirmDialog
      title={`Proposer l’enveloppe ${name}${figure} ?`}
      verb="Proposer"
      content={JSON.stringify([name, cents, schemes, from, exception])}
      isReady={name !== '' && cents !== undefined && (of !== undefined || schemes.length > 0)}
      run={({ key }) => {
        const body = {
          amountCents: cents ?? '',
          schemes: [...schemes],
          ...(from === '' ? {} : { from }),
          ...(exception === '' ? {} : { exception }),
        };
        const params = { path: { envelope: name }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/envelopes/{envelope}/propose', { params, body }));
      }}
      said={() => `Enveloppe ${name} proposée ; une autre personne la confirme.`}
      close={close}
    >
      {of === undefined && (
        <Field label="Nom">
          {(id) => (
            <input
              id={id}
              value={name}
              placeholder="FIR-2026"
              onChange={({ target }) => setName(target.value.trim())}
            />
          )}
        </Field>
      )}
      <AmountField label="Montant" value={amount} set={setAmount} />
      {of?.terms != null && cents !== undefined && (
        <p>
          En vigueur <Amount cents={of.amountCents} />, écart{' '}
          <Amount cents={BigInt(cents) - BigInt(of.amountCents)} signed /> ; engagé <Amount cents={of.committedCents} />
        </p>
      )}
      <fieldset className="choices">
        <legend>Finance</legend>
        {SCHEMES.map((scheme) => (
          <label key={scheme}>
            <input
              type="checkbox"
              checked={schemes.includes(scheme)}
              onChange={({ target }) =>
                setSchemes(target.checked ? [...schemes, scheme] : schemes.filter((one) => one !== scheme))
              }
            />
            {scheme}
          </label>
        ))}
      </fieldset>
      <DayField label="À partir du (sans jour : change ce qui est en vigueur)" value={from} set={setFrom} />
      <Field label="Exception, si le montant est sous ce qui est engagé">
        {(id) => <input id={id} value={exception} onChange={({ target }) => setException(target.value.trim())} />}
      </Field>
    </ConfirmDialog>
  );
}
