/** A refusal of the command line or of its subject; its French message says what would be right. Exit status 2. */
export class CliRefusal extends Error {}
