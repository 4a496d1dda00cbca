/** Asks the person at the terminal; where none is there, nothing is asked. */
import { createInterface } from 'node:readline/promises';

export interface Talk {
  /** False where input is no terminal. */
  readonly isInteractive: boolean;
  /** Yes only where the person says so. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** What is typed; `otherwise` where it is empty. */
  readonly text: (question: string, otherwise: string) => Promise<string>;
  readonly end: () => void;
}

const YES = /^\s*(?:o|oui)\s*$/i;

export function talkAtTerminal(): Talk {
  const isInteractive = process.stdin.isTTY;
  const lines = isInteractive ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  const ask = async (question: string): Promise<string> => (await lines?.question(question)) ?? '';
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
