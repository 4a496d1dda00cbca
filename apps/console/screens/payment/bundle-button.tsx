/** For an auditor: the bundle of a payment, with its evidence and the code that recalculates it offline. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';

export function BundleButton({ payment }: { readonly payment: string }) {
  const [, go] = useLocation();
  const [isAsked, ask] = useState(false);
  return (
    <>
      <button type="button" onClick={() => ask(true)}>
        Faire sa liasse…
      </button>
      {isAsked && (
        <ConfirmDialog
          title={`Faire la liasse du paiement ${payment} ?`}
          verb="Faire la liasse"
          run={({ key }) => {
            const params = { header: { 'Idempotency-Key': key } };
            return answer(client.POST('/audit/bundles', { params, body: { payment } }));
          }}
          said={({ id }) => {
            go(`/journal?vue=preuve&travail=${id}`);
            return 'Liasse demandée.';
          }}
          close={() => ask(false)}
        >
          <p>
            Elle a ce sur quoi il repose, sous le dernier point de contrôle, et le code des règles : elle se vérifie et
            se recalcule hors ligne, au centime.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
