/** Addresses of files that were dropped without one: they live as long as they are open, and nobody else knows them. */
export const heldScheme = 'agent-run-dropped';

/** Such a file cannot be opened as text. */
export function isHeld(address: string): boolean {
  return address.startsWith(`${heldScheme}:`);
}
