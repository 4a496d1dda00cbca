/**
 * Version of the rules' code. Raised by every change that can change an amount, so that a statement names the rules that made it
 * and a replay can tell a change of the rules from a change of the facts.
 */
export const RULES_VERSION = '1';
