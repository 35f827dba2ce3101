/** The call was wrong: one line says how, and the exit code is 2. */
export class WrongCall extends Error {}
