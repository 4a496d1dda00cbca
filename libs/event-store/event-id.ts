/** Ids of events are made from their content, so that an event recorded twice is recognised. */
import { hash } from 'node:crypto';

/** A stable id made from the content: the first 16 bytes of a SHA-256, in hexadecimal. */
export function eventId(type: string, data: string): string {
  return idOfText(`${type}\n${data}`);
}

/** The same of the type, a line feed and the payload as one text. */
export function idOfText(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}
