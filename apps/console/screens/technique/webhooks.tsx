/** The webhooks with their states; a row opens its deliveries. An operator disables a webhook, and enables it again. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { RowOpener } from '../../parts/row-opener.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Instant } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { Deliveries } from './deliveries.tsx';
import { type Webhook, webhooksQuery } from './queries.ts';
import { DisableDialog, EnableDialog } from './webhook-dialogs.tsx';

const STATUS_WORDS: Readonly<Record<Webhook['status'], string>> = {
  ENABLED: 'actif',
  DISABLED: 'désactivé',
  REMOVED: 'supprimé',
};
const STATUS_SHAPES: Readonly<Record<Webhook['status'], string>> = { ENABLED: '●', DISABLED: '○', REMOVED: '×' };

export function WebhooksTab() {
  const { get, set } = useAddress();
  const list = useQuery(webhooksQuery);
  const mayChange = useMay('operator');
  const [changed, change] = useState<Webhook>();
  const open = get('webhook');
  const destination: Column<Webhook> = {
    key: 'destinataire',
    heading: 'Destinataire',
    sortBy: ({ url }) => url,
    cell: ({ id, url }) => (
      <RowOpener isOpen={id === open} toggle={() => set({ webhook: id === open ? undefined : id })}>
        {url}
      </RowOpener>
    ),
  };
  const closeDialog = (): void => change(undefined);
  return (
    <>
      <div className="actions">
        <CsvButton path="/webhooks" name="webhooks.csv" />
      </div>
      <p className="quiet">
        Ce qui est publié est envoyé à ces adresses, dans l’ordre pour chaque équipe, jusqu’à ce que le destinataire
        l’accepte. S’abonner, changer un secret et supprimer se font par l’API.
      </p>
      <Loaded query={list}>
        {(webhooks) => (
          <DataTable
            caption="Webhooks"
            sortName="tri-webhooks"
            columns={[destination, ...COLUMNS, ...(mayChange ? [changeColumn(change)] : [])]}
            rows={webhooks}
            keyOf={({ id }) => id}
            detail={(webhook) => (webhook.id === open ? <Deliveries webhook={webhook} /> : undefined)}
            empty={
              <NothingHere title="Aucun webhook">
                Un système qui veut recevoir ce qui est publié s’abonne par l’API, avec <code>POST /webhooks</code>.
              </NothingHere>
            }
          />
        )}
      </Loaded>
      {changed?.status === 'ENABLED' && <DisableDialog webhook={changed} close={closeDialog} />}
      {changed?.status === 'DISABLED' && <EnableDialog webhook={changed} close={closeDialog} />}
    </>
  );
}

const COLUMNS: readonly Column<Webhook>[] = [
  {
    key: 'etat',
    heading: 'État',
    sortBy: ({ status }) => STATUS_WORDS[status],
    cell: ({ status, reason }) => (
      <>
        <span aria-hidden="true">{STATUS_SHAPES[status]}</span> {STATUS_WORDS[status]}
        {reason !== null && ` : ${reason}`}
      </>
    ),
  },
  {
    key: 'equipe',
    heading: 'Équipe',
    cell: ({ team }) => (team === null ? 'toutes' : <ScreenLink to={teamAddress(team)}>{team}</ScreenLink>),
  },
  {
    key: 'par',
    heading: 'Abonné par',
    cell: ({ subscribedBy, subscribedAt }) => (
      <>
        {subscribedBy}, le <Instant at={subscribedAt} />
      </>
    ),
  },
];

function changeColumn(change: (webhook: Webhook) => void): Column<Webhook> {
  return {
    key: 'changer',
    heading: <span className="unseen">Changer</span>,
    cell: (webhook) => {
      const verb = webhook.status === 'ENABLED' ? 'Désactiver' : 'Réactiver';
      return (
        <button type="button" className="plain" aria-label={`${verb} ${webhook.url}`} onClick={() => change(webhook)}>
          {verb}…
        </button>
      );
    },
  };
}
