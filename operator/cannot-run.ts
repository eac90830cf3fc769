/** Why a command does nothing: one sentence with what to do about it, and all that a person sees of it. */
export class CannotRun extends Error {}
