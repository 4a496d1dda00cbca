/** The projections, how many events each is behind the log, and a rebuild. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PROJECTION_LABELS } from '#libs/words/labels/projections.ts';
import { sizeText } from '#libs/words/labels/sizes.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { Bars } from '../../parts/charts.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { type Projection, projectionsQuery } from './queries.ts';

export function ProjectionsTab() {
  const projections = useQuery(projectionsQuery);
  const mayRebuild = useMay('operator');
  const [rebuilt, rebuild] = useState<Projection>();
  return (
    <>
      <div className="actions">
        <CsvButton path="/projections" name="projections.csv" />
      </div>
      <p className="quiet">
        Ce que les écrans lisent est plié du journal, qui seul fait foi. Une projection en retard montre ce qui était
        vrai un peu avant ; elle se refait du journal sans rien changer à ce qui est décidé.
      </p>
      <Loaded query={projections} skeleton={<Skeleton lines={8} />}>
        {(all) => (
          <>
            {all.some((one) => behindOf(one) > 0) && (
              <Bars
                title="Retard sur le journal, en événements"
                of="Projection"
                valueHeading="Retard"
                text={(behind) => NUMBER.format(BigInt(behind))}
                points={all.map((one) => ({
                  label: PROJECTION_LABELS[one.name] ?? one.name,
                  cents: String(behindOf(one)),
                  isMarked: behindOf(one) > 0,
                }))}
              />
            )}
            <DataTable
              caption="Projections"
              sortName="tri-projections"
              columns={mayRebuild ? [...COLUMNS, rebuildColumn(rebuild)] : COLUMNS}
              rows={all}
              keyOf={({ name }) => name}
              empty={
                <NothingHere title="Aucune projection">Elles se construisent dès qu’un travailleur tourne.</NothingHere>
              }
            />
          </>
        )}
      </Loaded>
      {rebuilt !== undefined && <RebuildDialog of={rebuilt} close={() => rebuild(undefined)} />}
    </>
  );
}

/** Counts only the events that it handles: other events of the log do not concern it. */
function behindOf({ stored, processed, poison }: Projection): number {
  return Math.max(0, stored - processed - poison);
}

const COLUMNS: readonly Column<Projection>[] = [
  { key: 'nom', heading: 'Projection', sortBy: ({ name }) => name, cell: ({ name }) => <code>{name}</code> },
  { key: 'contenu', heading: 'Contenu', cell: ({ name }) => PROJECTION_LABELS[name] },
  { key: 'etat', heading: 'État', cell: ({ healthText }) => healthText },
  {
    key: 'traites',
    heading: 'Traités',
    isFigure: true,
    cell: ({ processed, stored }) => `${NUMBER.format(processed)} sur ${NUMBER.format(stored)}`,
  },
  {
    key: 'illisibles',
    heading: 'Illisibles',
    isFigure: true,
    cell: ({ poison }) => (poison === 0 ? '0' : <strong>{NUMBER.format(poison)}</strong>),
  },
  {
    key: 'taille',
    heading: 'Taille',
    isFigure: true,
    sortBy: ({ bytes }) => bytes,
    cell: ({ bytes }) => sizeText(bytes),
  },
  { key: 'version', heading: 'Version', isFigure: true, cell: ({ version }) => version },
];

function rebuildColumn(rebuild: (projection: Projection) => void): Column<Projection> {
  return {
    key: 'refaire',
    heading: <span className="unseen">Refaire</span>,
    cell: (projection) => (
      <button
        type="button"
        className="plain"
        aria-label={`Refaire ${projection.name}`}
        onClick={() => rebuild(projection)}
      >
        Refaire…
      </button>
    ),
  };
}

interface RebuildDialogProps {
  readonly of: Projection;
  readonly close: () => void;
}

function RebuildDialog({ of: { name, stored }, close }: RebuildDialogProps) {
  return (
    <ConfirmDialog
      title={`Refaire la projection ${name}, ${counted(stored, 'événement')} ?`}
      verb="Refaire"
      run={({ key }) => {
        const params = { path: { name }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/projections/{name}/rebuild', { params }));
      }}
      said={() => `Reconstruction de ${name} demandée : « Travaux » montre où elle en est.`}
      close={close}
    >
      <p>Elle est construite à côté de celle qui sert, puis l’échange : rien ne manque pendant ce temps.</p>
    </ConfirmDialog>
  );
}
