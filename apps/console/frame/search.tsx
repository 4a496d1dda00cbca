/** Search: a team and a period open the statement, a team its statements. */
import { useState } from 'react';
import { useLocation } from 'wouter';

const TEAM_AND_PERIOD = /^(\S+)\s+(\d{4}(?:-[QT][1-4])?)$/i;

export function Search() {
  const [text, setText] = useState('');
  const [, go] = useLocation();
  const find = (): void => {
    const asked = text.trim();
    if (asked !== '') go(addressFor(asked));
    setText('');
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <input
        type="search"
        data-search
        aria-label="Chercher une équipe ou un décompte"
        aria-keyshortcuts="/"
        placeholder="PEPS-01, ou PEPS-01 2025-Q4   ( / )"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

/** `2025-T4` is how people write the quarter 2025-Q4. */
function addressFor(asked: string): string {
  const [, team, period] = TEAM_AND_PERIOD.exec(asked) ?? [];
  if (team === undefined || period === undefined) return `/decomptes?team=${encodeURIComponent(asked.toUpperCase())}`;
  return `/decomptes/${encodeURIComponent(team.toUpperCase())}/${period.toUpperCase().replace('T', 'Q')}`;
}
