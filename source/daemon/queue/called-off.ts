/** Thrown into whatever waits when a task or a session is called off or the daemon stops; it never reaches a person. */
export class CalledOff extends Error {}
