/** One level: what the part is, by which rule it comes, what makes it, who recorded that, and which text says so. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { counted } from '../../parts/words.tsx';
import { exactText, figureText, sumText } from './figure-words.ts';
import { PartLink } from './part-link.tsx';
import type { Level, Step } from './queries.ts';
import { Facts, Rules } from './sources.tsx';

interface LevelShownProps {
  readonly pages: readonly Level[];
  readonly list: UseInfiniteQueryResult;
}

export function LevelShown({ pages, list }: LevelShownProps) {
  const [read] = pages;
  if (read === undefined) return null;
  const { trail, partCount, because, parameters, events, eventCount, text } = read;
  const part = trail.at(-1);
  const items = pages.flatMap((page) => page.items);
  return (
    <>
      <Trail trail={trail} />
      {part !== undefined && <ThePart part={part} items={items} partCount={partCount} />}
      {items.length > 0 && (
        <section className="panel">
          <h2>{part === undefined ? 'Les lignes' : `Ce qui le fait, exactement : ${counted(partCount, 'part')}`}</h2>
          <DataTable
            caption={part === undefined ? 'Lignes' : 'Parts'}
            columns={COLUMNS}
            rows={items}
            keyOf={({ path }) => path}
          />
          <MoreRows list={list} />
        </section>
      )}
      {because.length > 0 && (
        <section className="panel">
          <h2>Ce sur quoi il repose</h2>
          <DataTable
            caption="Ce sur quoi il repose"
            columns={COLUMNS}
            rows={because}
            keyOf={({ path }) => path}
            sortName="tri-causes"
          />
        </section>
      )}
      <Facts events={events} count={eventCount} ofTeam={part === undefined} />
      <Rules parameters={parameters} text={text} />
    </>
  );
}

/** From the statement to the part: each a link up. */
function Trail({ trail }: { readonly trail: readonly Step[] }) {
  if (trail.length === 0) return null;
  return (
    <nav className="trail" aria-label="D’où l’on vient">
      <ol>
        <li>
          <PartLink path="">décompte</PartLink>
        </li>
        {trail.map(({ path, label }, i) => (
          <li key={path} aria-current={i === trail.length - 1 ? 'step' : undefined}>
            {i === trail.length - 1 ? label : <PartLink path={path}>{label}</PartLink>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface ThePartProps {
  readonly part: Step;
  readonly items: readonly Step[];
  readonly partCount: number;
}

function ThePart({ part, items, partCount }: ThePartProps) {
  const kinds = items.map(({ kind }) => kind);
  const sum = sumText(part, kinds, partCount);
  const exact = exactText(part);
  return (
    <section className="the-part">
      <h2>{part.label}</h2>
      <p className="big">{figureText(part)}</p>
      {sum !== undefined && <p className="rule">{sum}</p>}
      {part.formula !== null && <p className="rule">{part.formula}</p>}
      {exact !== undefined && (
        <p className="quiet">
          Chiffre exact : <code>{exact}</code>
        </p>
      )}
      {items.length === 0 && part.because === 0 && <p className="quiet">Il ne se défait pas plus loin.</p>}
    </section>
  );
}

const COLUMNS: readonly Column<Step>[] = [
  { key: 'part', heading: 'Part', cell: ({ path, label }) => <PartLink path={path}>{label}</PartLink> },
  { key: 'rule', heading: 'Règle', cell: ({ formula }) => <span className="rule">{formula}</span> },
  { key: 'made', heading: 'Vient de', cell: (step) => <span className="quiet">{madeOf(step)}</span> },
  {
    key: 'figure',
    heading: 'Chiffre',
    isFigure: true,
    cell: (step) => (
      <span className="amount" title={exactText(step)}>
        {figureText(step)}
      </span>
    ),
  },
];

function madeOf({ parts, because, facts, parameters }: Step): string {
  return [
    parts > 0 && counted(parts, 'part'),
    because > 0 && counted(because, 'cause'),
    facts > 0 && counted(facts, 'événement'),
    parameters.length > 0 && counted(parameters.length, 'paramètre'),
  ]
    .filter((text) => text !== false)
    .join(', ');
}
