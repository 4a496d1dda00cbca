/** The command line, or what it names, is refused; the message is in French and says what would be right. Exit status 2. */
export class Refusal extends Error {}
