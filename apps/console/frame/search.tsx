/** Search over teams, statements, payments, runs and envelopes: results appear while the person types; Enter opens one. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { components } from '#libs/client/contract.d.ts';
import { envelopeAddress, paymentAddress, runAddress, statementAddress, teamAddress } from './addresses.ts';
import { announceFailure } from './announcements.tsx';
import { client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { periodInFrench } from '../parts/words.tsx';
import { useMayOpen } from './screen-link.tsx';

type Found = components['schemas']['FoundView'];

const FROM_LETTERS = 2;
/** The service reads `2025-Q4`; people also write `2025-T4`. */
const QUARTER = /(\d{4})-t([1-4])/gi;

function searchQuery(asked: string) {
  return queryOptions({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => answer(client.GET('/search', { params: { query: { q: asked } }, signal })),
    enabled: asked.length >= FROM_LETTERS,
  });
}

export function Search() {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [, go] = useLocation();
  const listId = useId();
  const asked = text.trim().replace(QUARTER, '$1-Q$2');
  const isAsked = asked.length >= FROM_LETTERS;
  const found = useQuery({ ...searchQuery(asked), placeholderData: keepPreviousData });
  const resultsOf = useResults();
  const results = isAsked ? resultsOf(found.data?.items ?? []) : [];
  const open = (result: Result | undefined): void => {
    if (result === undefined) return;
    go(result.address);
    setText('');
    setAt(0);
  };
  /** Waits for the answer: a fast typist presses Enter before it comes. */
  const enter = async (): Promise<void> => {
    if (isAsked) open(resultsOf((await queries.query(searchQuery(asked))).items)[at]);
  };
  const say = (error: unknown): void => announceFailure('La recherche n’a pas abouti.', error);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, results.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Escape') setText('');
    else if (event.key === 'Enter') enter().catch(say);
    else return;
    event.preventDefault();
  };
  return (
    <div className="search" role="search">
      <input
        type="search"
        role="combobox"
        data-search
        aria-label="Chercher"
        aria-keyshortcuts="/"
        aria-expanded={results.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={results.length > 0 ? `${listId}-${at}` : undefined}
        placeholder="Équipe, période, paiement, campagne…   ( / )"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <ul id={listId} role="listbox" aria-label="Trouvé" hidden={results.length === 0}>
        {results.map((result, i) => (
          <li
            key={result.address}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === at}
            onClick={() => open(result)}
          >
            {result.words} <span className="quiet">{result.kind}</span>
          </li>
        ))}
      </ul>
      {isAsked && found.data?.items.length === 0 && (
        <p className="nothing-found" role="status">
          Rien ne s’appelle ainsi.
        </p>
      )}
    </div>
  );
}

interface Result {
  readonly address: string;
  readonly words: string;
  readonly kind: string;
}

/** The results that have a screen for this person. */
function useResults(): (found: readonly Found[]) => readonly Result[] {
  const mayOpen = useMayOpen();
  return (found) =>
    found.flatMap((one) => {
      const { kind, words, addresses } = KINDS[one.kind];
      const address = addresses(one).find(mayOpen);
      return address === undefined ? [] : [{ address, words: words(one), kind }];
    });
}

interface Kind {
  readonly kind: string;
  readonly words: (found: Found) => string;
  /** The first that has a screen. */
  readonly addresses: (found: Found) => readonly string[];
}

const KINDS: Readonly<Record<Found['kind'], Kind>> = {
  TEAM: {
    kind: 'équipe',
    words: ({ team, name }) => [team, name].filter((text) => text !== null).join(', '),
    addresses: ({ team }) => [teamAddress(team ?? ''), `/decomptes?team=${encodeURIComponent(team ?? '')}`],
  },
  STATEMENT: {
    kind: 'décompte',
    words: ({ team, period }) => `${team ?? ''} ${periodInFrench(period ?? '')}`,
    addresses: ({ team, period }) => [statementAddress(team ?? '', period ?? '')],
  },
  PAYMENT: {
    kind: 'paiement',
    words: ({ endToEndId }) => endToEndId ?? '',
    addresses: ({ endToEndId }) => [paymentAddress(endToEndId ?? '')],
  },
  RUN: {
    kind: 'campagne',
    words: ({ run }) => run ?? '',
    addresses: ({ run }) => [runAddress(run ?? '')],
  },
  ENVELOPE: {
    kind: 'enveloppe',
    words: ({ envelope }) => envelope ?? '',
    addresses: ({ envelope }) => [envelopeAddress(envelope ?? '')],
  },
};
