/** The result of a verification of the log: consistent, or each inconsistency with its event. */
import { ScreenLink } from '../../frame/screen-link.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import type { Verification } from './queries.ts';

export function VerificationResult({ of }: { readonly of: Verification }) {
  return (
    <>
      <p className={of.fits ? 'notice' : 'notice fault'} role={of.fits ? 'status' : 'alert'}>
        {of.fits ? (
          <>
            <strong>Tout convient :</strong> {counted(of.events, 'événement vérifié', 'événements vérifiés')},{' '}
            {checkpointsText(of)}.
          </>
        ) : (
          <>
            <strong>Le journal ne convient pas.</strong> Gardez-le tel quel, et repartez d’une sauvegarde qui convient.
          </>
        )}
      </p>
      {of.uncovered > 0 && <p>{counted(of.uncovered, 'événement')} à la fin sans maillon encore.</p>}
      {of.misfits.length > 0 && <Misfits misfits={of.misfits} />}
      {of.impossible.length > 0 && <Impossible title="Ce que les règles ne permettent pas" found={of.impossible} />}
      {of.remarks.length > 0 && <Impossible title="À noter" found={of.remarks} />}
    </>
  );
}

function checkpointsText({ checkpoints, checkpointed, events, signatures }: Verification): string {
  if (checkpoints === 0) return 'sans point de contrôle : une fin coupée avec soin ne se verrait pas';
  const after = events === checkpointed ? 'aucun après' : `${counted(events - checkpointed, 'événement')} après`;
  const by = signatures ? '' : ', dont la signature n’a pas pu être vérifiée faute de clé publique';
  return `${counted(checkpoints, 'point')} de contrôle, le dernier à la position ${NUMBER.format(checkpointed)}${by}, ${after}`;
}

function Misfits({ misfits }: { readonly misfits: Verification['misfits'] }) {
  return (
    <DataTable
      caption="Ce qui ne convient pas"
      columns={[
        {
          key: 'position',
          heading: 'Position',
          cell: ({ position }) =>
            position === undefined ? (
              ''
            ) : (
              <ScreenLink to={`/journal/${position}`}>n° {NUMBER.format(position)}</ScreenLink>
            ),
        },
        { key: 'detail', heading: 'Pourquoi', cell: ({ detail }) => detail },
      ]}
      rows={misfits}
      keyOf={({ position, detail }) => `${position ?? ''} ${detail}`}
    />
  );
}

function Impossible({ title, found }: { readonly title: string; readonly found: Verification['impossible'] }) {
  return (
    <DataTable
      caption={title}
      columns={[
        {
          key: 'event',
          heading: 'Événement',
          cell: ({ position, type }) => <EventLink position={position} type={type} />,
        },
        { key: 'stream', heading: 'Flux', cell: ({ stream }) => stream },
        { key: 'detail', heading: 'Pourquoi', cell: ({ detail }) => detail },
      ]}
      rows={found}
      keyOf={({ position, code }) => `${position} ${code}`}
    />
  );
}
