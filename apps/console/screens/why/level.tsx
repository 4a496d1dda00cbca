/** One level: the part, its rule, its own parts, who recorded them, and the text of the regulation. */
import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded } from '../../parts/states.tsx';
import { counted } from '../../parts/words.tsx';
import { exactText, figureText, sumText } from './figure-words.ts';
import { formulaInEuros, legendOf } from './rule-words.ts';
import { PartLink } from './part-link.tsx';
import { type Explained, type Level, type PartWithPath, levelQuery } from './queries.ts';
import { FactRows, Rules } from './sources.tsx';

interface LevelShownProps {
  readonly explained: Explained;
  readonly pages: readonly Level[];
  readonly list: UseInfiniteQueryResult;
}

export function LevelShown({ explained, pages, list }: LevelShownProps) {
  const [read] = pages;
  if (read === undefined) return null;
  const { trail, partCount, because, parameters, events, eventCount, text } = read;
  const part = trail.at(-1);
  const items = pages.flatMap((page) => page.items);
  const ruled = trail.findLast((step) => step.parameters.length > 0);
  const whole = items.find(({ kind, parts }) => kind === 'exact' && parts > 0);
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
      {whole !== undefined && <Whole explained={explained} part={whole} />}
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
      <FactRows events={events} count={eventCount} ofTeam={part === undefined} />
      {parameters.length === 0 && ruled !== undefined ? (
        <RulesAbove explained={explained} part={ruled} />
      ) : (
        <Rules parameters={parameters} text={text} />
      )}
    </>
  );
}

/** A line is its exact figure, rounded: the parts of that figure are shown with it, so that one step leads to a patient. */
function Whole({ explained, part }: { readonly explained: Explained; readonly part: PartWithPath }) {
  const list = useInfiniteQuery(levelQuery(explained, part.path));
  return (
    <section className="panel">
      <h2>{part.label}</h2>
      <Loaded query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const kinds = items.map(({ kind }) => kind);
          return (
            <>
              <p className="rule">{sumText(part, kinds, pages[0]?.partCount ?? items.length)}</p>
              <DataTable
                caption={part.label}
                columns={COLUMNS}
                rows={items}
                keyOf={({ path }) => path}
                sortName="tri-parts"
              />
              <MoreRows list={list} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** A patient or an act has no values of the regulation: it shows those of the part above. */
function RulesAbove({ explained, part }: { readonly explained: Explained; readonly part: PartWithPath }) {
  const above = useInfiniteQuery(levelQuery(explained, part.path));
  return (
    <Loaded query={above}>
      {({ pages: [read] }) =>
        read === undefined ? null : <Rules parameters={read.parameters} text={read.text} of={part.label} />
      }
    </Loaded>
  );
}

/** The parts from the statement down to this one, each a link. */
function Trail({ trail }: { readonly trail: readonly PartWithPath[] }) {
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
  readonly part: PartWithPath;
  readonly items: readonly PartWithPath[];
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
      {part.formula !== null && (
        <>
          <p className="rule">{formulaInEuros(part.formula)}</p>
          <p className="quiet">{legendOf(part.formula)}</p>
        </>
      )}
      {exact !== undefined && (
        <p className="quiet">
          Chiffre exact : <code>{exact}</code>
        </p>
      )}
      {items.length === 0 && part.because === 0 && <p className="quiet">Il ne se défait pas plus loin.</p>}
    </section>
  );
}

function Formula({ formula }: Pick<PartWithPath, 'formula'>) {
  return formula === null ? null : <span className="rule">{formulaInEuros(formula)}</span>;
}

const COLUMNS: readonly Column<PartWithPath>[] = [
  { key: 'part', heading: 'Part', cell: ({ path, label }) => <PartLink path={path}>{label}</PartLink> },
  { key: 'rule', heading: 'Règle', cell: ({ formula }) => <Formula formula={formula} /> },
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

function madeOf({ parts, because, facts, parameters }: PartWithPath): string {
  return [
    parts > 0 && counted(parts, 'part'),
    because > 0 && counted(because, 'cause'),
    facts > 0 && counted(facts, 'événement'),
    parameters.length > 0 && counted(parameters.length, 'paramètre'),
  ]
    .filter((text) => text !== false)
    .join(', ');
}
