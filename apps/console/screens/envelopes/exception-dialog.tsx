/** Proposes an exception for an envelope: beyond its amount, or before the due day. For accounts: AccountExceptionDialog. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { centsTyped } from '../../parts/amount-text.ts';
import { type Command, ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, Field, SelectField } from '../../parts/fields.tsx';
import { EnvelopeField } from '../runs/envelope-field.tsx';

type Kind = 'EXCEED_ENVELOPE' | 'EARLY_RELEASE';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['EXCEED_ENVELOPE', 'décider ou libérer plus qu’elle n’a'],
  ['EARLY_RELEASE', 'libérer avant l’échéance'],
];

interface Asked {
  readonly kind: Kind;
  readonly envelope: string;
  readonly exception: string;
  /** For EXCEED_ENVELOPE, as typed. */
  readonly amount: string;
  /** For EARLY_RELEASE. */
  readonly until: string;
}

interface ExceptionDialogProps {
  /** Undefined: to choose. */
  readonly envelope?: string;
  readonly close: () => void;
}

export function ExceptionDialog({ envelope = '', close }: ExceptionDialogProps) {
  const [asked, setAsked] = useState<Asked>({
    kind: 'EXCEED_ENVELOPE',
    envelope,
    exception: '',
    amount: '',
    until: '',
  });
  const change = (by: Partial<Asked>): void => setAsked({ ...asked, ...by });
  const { kind, exception, amount, until } = asked;
  const isSaid = kind === 'EXCEED_ENVELOPE' ? centsTyped(amount) !== undefined : until !== '';
  return (
    <ConfirmDialog
      title={`Proposer une exception pour l’enveloppe ${asked.envelope} ?`}
      verb="Proposer"
      content={JSON.stringify(asked)}
      isReady={asked.envelope !== '' && exception !== '' && isSaid}
      reasonLabel="Pourquoi"
      run={(command) => propose(asked, command)}
      said={() => `Exception ${exception} proposée ; une autre personne la confirme.`}
      close={close}
    >
      <EnvelopeField label="Enveloppe" none="–" value={asked.envelope} set={(of) => change({ envelope: of })} />
      <SelectField label="Pour" value={kind} set={(of) => change({ kind: of as Kind })} options={KINDS} />
      <Field label="Nom de l’exception">
        {(id) => (
          <input
            id={id}
            value={exception}
            placeholder="avance-2026-03"
            onChange={({ target }) => change({ exception: target.value.trim() })}
          />
        )}
      </Field>
      {kind === 'EXCEED_ENVELOPE' ? (
        <AmountField label="Dépassement permis" value={amount} set={(text) => change({ amount: text })} />
      ) : (
        <DayField label="Dernier jour d’échéance" value={until} set={(day) => change({ until: day })} />
      )}
    </ConfirmDialog>
  );
}

function propose({ kind, envelope, exception, amount, until }: Asked, { key, reason }: Command): Promise<unknown> {
  const params = { path: { envelope, exception }, header: { 'Idempotency-Key': key } };
  if (kind === 'EARLY_RELEASE')
    return answer(
      client.POST('/envelopes/{envelope}/early-releases/{exception}/propose', { params, body: { reason, until } }),
    );
  const body = { reason, amountCents: centsTyped(amount) ?? '' };
  return answer<unknown>(client.POST('/envelopes/{envelope}/exceptions/{exception}/propose', { params, body }));
}
