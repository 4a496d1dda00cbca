/**
 * The deliveries of one webhook: the waiting event, and the last attempts. An operator skips the waiting event, or sends an event again.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Instant, NUMBER, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { type Attempt, LAST_ATTEMPTS, type Webhook, attemptsQuery, webhookQuery } from './queries.ts';
import { RedeliverDialog, SkipDialog } from './webhook-dialogs.tsx';

type Progress = components['schemas']['DeliveryProgressView'];

const OUTCOME_WORDS: Readonly<Record<Attempt['outcome'], string>> = {
  DELIVERED: 'accepté',
  FAILED: 'sera essayé de nouveau',
  EXHAUSTED: 'plus essayé',
  GIVEN_UP: 'abandonné',
};

interface Asked {
  readonly of: 'skip' | 'redeliver';
  readonly position: number;
}

export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const found = useQuery(webhookQuery(webhook.id));
  const attempts = useQuery(attemptsQuery(webhook.id));
  const mayChange = useMay('operator');
  const [asked, ask] = useState<Asked>();
  const redeliver = redeliverColumn((position) => ask({ of: 'redeliver', position }));
  const columns = mayChange && webhook.status === 'ENABLED' ? [...COLUMNS, redeliver] : COLUMNS;
  const dialog = { webhook, close: () => ask(undefined) };
  return (
    <>
      <Loaded query={found}>
        {({ types, progress }) => (
          <>
            <Facts
              facts={[
                ['Reçoit', types === null ? 'tous les types publiés' : <code>{types.join(' ')}</code>],
                ['En attente', waitingText(progress)],
                ['Le plus ancien', progress.oldest !== null && <EventNumber position={progress.oldest} />],
                ['Prochain essai au plus tôt', progress.nextAt !== null && <Instant at={progress.nextAt} />],
              ]}
            />
            {mayChange && progress.oldest !== null && <SkipButton position={progress.oldest} ask={ask} />}
          </>
        )}
      </Loaded>
      <Loaded query={attempts}>
        {(items) => (
          <DataTable
            caption={`Les ${LAST_ATTEMPTS} derniers essais`}
            columns={columns}
            rows={items}
            keyOf={({ position, number, at }) => `${position} ${number} ${at}`}
            empty={<p className="quiet">Rien n’a encore été envoyé.</p>}
          />
        )}
      </Loaded>
      <CsvButton path={`/webhooks/${webhook.id}/deliveries`} name="envois.csv" />
      {asked?.of === 'skip' && <SkipDialog position={asked.position} {...dialog} />}
      {asked?.of === 'redeliver' && <RedeliverDialog position={asked.position} {...dialog} />}
    </>
  );
}

function waitingText({ waiting, cursor }: Progress): string {
  if (cursor === null) return 'pas encore commencé';
  return waiting === 0 ? 'rien' : counted(waiting, 'événement');
}

function EventNumber({ position }: { readonly position: number }) {
  return <ScreenLink to={`/journal/${position}`}>n° {NUMBER.format(position)}</ScreenLink>;
}

interface SkipButtonProps {
  readonly position: number;
  readonly ask: (asked: Asked) => void;
}

function SkipButton({ position, ask }: SkipButtonProps) {
  return (
    <button type="button" onClick={() => ask({ of: 'skip', position })}>
      Abandonner le plus ancien…
    </button>
  );
}

const COLUMNS: readonly Column<Attempt>[] = [
  { key: 'evenement', heading: 'Événement', cell: ({ position }) => <EventNumber position={position} /> },
  { key: 'essai', heading: 'Essai', isFigure: true, cell: ({ number }) => number },
  { key: 'quand', heading: 'Le', cell: ({ at }) => <Instant at={at} /> },
  { key: 'reponse', heading: 'Réponse', isFigure: true, cell: ({ status }) => status ?? 'aucune' },
  { key: 'erreur', heading: 'Erreur', cell: ({ error }) => error ?? '' },
  { key: 'suite', heading: 'Ce qu’il en est', cell: ({ outcome }) => OUTCOME_WORDS[outcome] },
];

function redeliverColumn(redeliver: (position: number) => void): Column<Attempt> {
  return {
    key: 'renvoyer',
    heading: <span className="unseen">Envoyer de nouveau</span>,
    cell: ({ position }) => (
      <button
        type="button"
        className="plain"
        aria-label={`Envoyer de nouveau l’événement n° ${NUMBER.format(position)}`}
        onClick={() => redeliver(position)}
      >
        Envoyer de nouveau…
      </button>
    ),
  };
}
