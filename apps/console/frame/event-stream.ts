/** Server-sent events, as they come in pieces of text. */

export interface ServerEvent {
  /** What to come back after; undefined where the event has none. */
  readonly id: string | undefined;
  /** Undefined for one that only says where the stream is. */
  readonly data: string | undefined;
}

/** The events that are whole, and the text that is left. */
export function takeEvents(text: string): { readonly events: readonly ServerEvent[]; readonly rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.map(eventOf), rest };
}

function eventOf(block: string): ServerEvent {
  const lines = block.split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  return { id: field('id'), data: field('data') };
}
