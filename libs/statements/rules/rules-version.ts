/**
 * Version of the code of the rules. Raise it with every change that can change an amount, so that a statement names its rules, and a
 * replay tells a change of rules from a change of facts.
 */
export const RULES_VERSION = '1';
