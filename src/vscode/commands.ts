/** What a feature offers to the program, and how its commands get what they need. */
import type { CommandId } from './ids.ts';

/** @param argument anything: everybody may call a command */
export type Handler<Needs> = (needs: Needs, argument: unknown) => Promise<void> | void;

/** From the id of a command to what it does. */
export type Commands<Needs> = Readonly<Partial<Record<CommandId, Handler<Needs>>>>;

export type BoundCommands<Id extends PropertyKey = CommandId> = Readonly<
  Record<Id, (argument: unknown) => Promise<void> | void>
>;

/** The same table for those who do not know what the commands need. */
export function bound<Needs, Table extends Commands<Needs>>(
  commands: Table & Commands<Needs>,
  needs: Needs,
): BoundCommands<keyof Table> {
  const entries = Object.entries<Handler<Needs> | undefined>(commands);
  return Object.fromEntries(
    entries.map(([id, handler]) => [id, (argument: unknown) => handler?.(needs, argument)]),
  ) as BoundCommands<keyof Table>;
}
