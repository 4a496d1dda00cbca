/** A link to an event of the log, by its name and its number. */
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { ScreenLink } from '../frame/screen-link.tsx';
import { NUMBER } from './words.tsx';

interface EventLinkProps {
  readonly position: number;
  readonly type: string;
}

export function EventLink({ position, type }: EventLinkProps) {
  return (
    <ScreenLink to={`/journal/${position}`}>
      {EVENT_LABELS[type] ?? type} <span className="quiet">n° {NUMBER.format(position)}</span>
    </ScreenLink>
  );
}
