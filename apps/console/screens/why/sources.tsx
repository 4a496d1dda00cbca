/** The sources of a figure: who recorded which fact and when, the values of the regulation with their certainty, and the legal text. */
import { parameterLabel, sourceText } from '#libs/words/labels/parameter-text.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import { ProofButton } from '../../parts/proof-button.tsx';
import { whenText } from '../../parts/french-days.ts';
import { Day, Instant, counted } from '../../parts/words.tsx';
import { statusLabel } from '../statement/labels.ts';
import { legalTextAddress } from './figure-words.ts';
import type { Level, Parameter, RecordedFact } from './queries.ts';

interface FactsProps {
  /** The first recorded facts. */
  readonly events: readonly RecordedFact[];
  readonly count: number;
  readonly ofTeam: boolean;
}

export function FactRows({ events, count, ofTeam }: FactsProps) {
  if (count === 0) return null;
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>{ofTeam ? 'L’équipe, telle qu’enregistrée' : 'Les faits, tels qu’enregistrés'}</h2>
        <ProofButton positions={events.map(({ position }) => position)} />
      </header>
      {count > events.length && (
        <p className="quiet">
          Les {events.length} premiers, sur {counted(count, 'événement')} ; les autres sont auprès de chaque part.
        </p>
      )}
      <DataTable
        caption="Événements"
        columns={[
          {
            key: 'position',
            heading: 'Événement',
            cell: ({ position, type }) => <EventLink position={position} type={type} />,
          },
          { key: 'effective', heading: 'Pour', cell: ({ effective }) => whenText(effective) },
          { key: 'known', heading: 'Connu le', cell: ({ knownOn }) => <Day day={knownOn} /> },
          { key: 'by', heading: 'Enregistré par', cell: ({ recordedBy }) => recordedBy },
          { key: 'at', heading: 'Le', cell: ({ recordedAt }) => <Instant at={recordedAt} /> },
          { key: 'because', heading: 'À cause de', cell: ({ because }) => because },
        ]}
        rows={events}
        keyOf={({ position }) => String(position)}
        sortName="tri-faits"
      />
    </section>
  );
}

interface RulesProps {
  readonly parameters: readonly Parameter[];
  readonly text: Level['text'];
  /** The part above that has these values. */
  readonly of?: string;
}

export function Rules({ parameters, text, of }: RulesProps) {
  return (
    <section className="panel">
      <h2>Ce que dit le texte{of !== undefined && <span className="quiet"> pour « {of} »</span>}</h2>
      <p>
        <LegalText reference={text.reference} />, en vigueur depuis le <Day day={text.from} />{' '}
        <span className="quiet">({text.id})</span>
      </p>
      {parameters.length > 0 && (
        <DataTable
          caption="Paramètres"
          columns={[
            {
              key: 'parameter',
              heading: 'Paramètre',
              cell: ({ parameter }) => (
                <ScreenLink to={`/reglementation?parametre=${parameter}`}>{parameterLabel(parameter)}</ScreenLink>
              ),
            },
            { key: 'value', heading: 'Valeur', cell: ({ value }) => <ParameterValue value={value} /> },
            { key: 'status', heading: 'Certitude', cell: ({ status }) => statusLabel(status) },
            { key: 'from', heading: 'Depuis', cell: ({ from }) => <Day day={from} /> },
            { key: 'reference', heading: 'D’où elle vient', cell: ({ reference }) => sourceText(reference) },
          ]}
          rows={parameters}
          keyOf={({ parameter }) => parameter}
          sortName="tri-parametres"
        />
      )}
    </section>
  );
}

function LegalText({ reference }: { readonly reference: string }) {
  return (
    <>
      {sourceText(reference)}{' '}
      <a href={legalTextAddress(reference)} target="_blank" rel="noreferrer">
        le chercher sur Légifrance
      </a>
    </>
  );
}
