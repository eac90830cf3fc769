/** Why Corrigenda cannot start: one sentence with what to do about it, and all that a person sees of it. */
export class CannotStart extends Error {}
