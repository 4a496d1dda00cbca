/** Proposes how many days a changed account waits. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field } from '../../parts/fields.tsx';
import { counted } from '../../parts/words.tsx';

interface HoldDialogProps {
  /** The number of days in force. */
  readonly days: number;
  readonly close: () => void;
}

export function HoldDialog({ days, close }: HoldDialogProps) {
  const [typed, setTyped] = useState(String(days));
  const asked = /^\d{1,3}$/.test(typed) ? Number(typed) : undefined;
  return (
    <ConfirmDialog
      title={`Faire attendre un compte changé ${asked === undefined ? '…' : counted(asked, 'jour')}, au lieu de ${days} ?`}
      verb="Proposer"
      content={typed}
      isReady={asked !== undefined && asked !== days}
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { header: { 'Idempotency-Key': key } };
        return answer(client.POST('/account-hold/propose', { params, body: { days: asked ?? days, reason } }));
      }}
      said={() => 'Délai proposé ; une autre personne le confirme.'}
      close={close}
    >
      <p className="quiet">Pendant ce délai, un compte nouveau ou changé n’est pas payé, sauf exception.</p>
      <Field label="Jours">
        {(id) => (
          <input id={id} inputMode="numeric" value={typed} onChange={({ target }) => setTyped(target.value.trim())} />
        )}
      </Field>
    </ConfirmDialog>
  );
}
