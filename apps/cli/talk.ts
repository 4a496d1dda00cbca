/** Asks the person at the terminal; without a terminal nothing is asked. */
import { createInterface } from 'node:readline/promises';

export interface Talk {
  /** False if input is no terminal. */
  readonly isInteractive: boolean;
  /** Asks for a yes. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** The typed text; `otherwise` if it is empty. */
  readonly text: (question: string, otherwise: string) => Promise<string>;
  readonly end: () => void;
}

/** The person ended the talk: Ctrl-C, or Ctrl-D. */
export class TalkEnded extends Error {}

const YES = /^\s*(?:o|oui)\s*$/i;

export function talkAtTerminal(): Talk {
  const isInteractive = process.stdin.isTTY;
  const lines = isInteractive ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  const ask = async (question: string): Promise<string> => {
    try {
      return (await lines?.question(question)) ?? '';
    } catch (error) {
      // Readline reports both keys in this way.
      if (error instanceof Error && error.name === 'AbortError') throw new TalkEnded('ended');
      throw error;
    }
  };
  return {
    isInteractive,
    confirm: async (question) => YES.test(await ask(`${question} [o/N] `)),
    text: async (question, otherwise) => {
      const typed = (await ask(`${question}${otherwise === '' ? '' : ` [${otherwise}]`} : `)).trim();
      return typed === '' ? otherwise : typed;
    },
    end: () => {
      lines?.close();
    },
  };
}
