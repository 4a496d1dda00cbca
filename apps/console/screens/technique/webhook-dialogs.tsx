/** Commands on a webhook: disabled, enabled again; an event that waits skipped, an event sent again. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { TextField } from '../../parts/fields.tsx';
import { NUMBER } from '../../parts/words.tsx';
import type { Webhook } from './queries.ts';

interface WebhookDialogProps {
  readonly webhook: Webhook;
  readonly close: () => void;
}

export function DisableDialog({ webhook: { id, url }, close }: WebhookDialogProps) {
  return (
    <ConfirmDialog
      title={`Désactiver les envois à ${url} ?`}
      verb="Désactiver"
      reasonLabel="Motif"
      run={({ key, reason }) => {
        const params = { path: { id }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/webhooks/{id}/disable', { params, body: { reason } }));
      }}
      said={() => `Plus rien n’est envoyé à ${url}.`}
      close={close}
    >
      <p>Ce qui attend continue d’attendre, et part à la reprise.</p>
    </ConfirmDialog>
  );
}

const POSITION = /^\d{1,15}$/;

export function EnableDialog({ webhook: { id, url }, close }: WebhookDialogProps) {
  const [typed, setTyped] = useState('');
  const after = typed.trim();
  return (
    <ConfirmDialog
      title={`Réactiver les envois à ${url} ?`}
      verb="Réactiver"
      content={after}
      isReady={after === '' || POSITION.test(after)}
      run={({ key }) => {
        const params = { path: { id }, header: { 'Idempotency-Key': key } };
        const body = after === '' ? {} : { from: Number(after) };
        return answer(client.POST('/webhooks/{id}/enable', { params, body }));
      }}
      said={() => `Les envois à ${url} reprennent.`}
      close={close}
    >
      <p>
        Sans numéro, les envois reprennent où ils en étaient. Avec un numéro, ce qui attendait est abandonné, et ce qui
        suit cet événement est envoyé.
      </p>
      <TextField label="Reprendre après l’événement n° (facultatif)" value={typed} set={setTyped} />
    </ConfirmDialog>
  );
}

interface EventDialogProps extends WebhookDialogProps {
  readonly position: number;
}

export function SkipDialog({ webhook: { id, url }, position, close }: EventDialogProps) {
  const event = `l’événement n° ${NUMBER.format(position)}`;
  return (
    <ConfirmDialog
      title={`Abandonner l’envoi de ${event} à ${url} ?`}
      verb="Abandonner"
      run={({ key }) => {
        const params = { path: { id }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/webhooks/{id}/skips', { params, body: { position } }));
      }}
      said={() => `Abandon de ${event} demandé : les essais disent ce qu’il en est.`}
      close={close}
    >
      <p>Ceux de son équipe qui attendent derrière lui passent. Le destinataire ne le reçoit pas.</p>
    </ConfirmDialog>
  );
}

export function RedeliverDialog({ webhook: { id, url }, position, close }: EventDialogProps) {
  const event = `l’événement n° ${NUMBER.format(position)}`;
  return (
    <ConfirmDialog
      title={`Envoyer de nouveau ${event} à ${url} ?`}
      verb="Envoyer"
      run={({ key }) => {
        const params = { path: { id }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/webhooks/{id}/redeliveries', { params, body: { position } }));
      }}
      said={() => `Envoi de ${event} demandé : les essais disent ce qu’il en est.`}
      close={close}
    >
      <p>Il part une fois, à côté de ce qui attend, sous le même identifiant : le destinataire le reconnaît.</p>
    </ConfirmDialog>
  );
}
