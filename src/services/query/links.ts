/** How whoever reads an answer gets from an id to the run, for the person that is helped. */
import { beginning, idLinkOf } from '../links/idLink.ts';
import type { Links, QuerySource } from './source.ts';

/** @param isLinked whether links may lead to what a connection holds */
export function linksOf(scheme: string, isLinked: (connection: string) => boolean): Links {
  return {
    beginning: beginning(scheme),
    of: (what, other, turn) => {
      const parts = other === undefined ? [what] : [what, other];
      return parts.every(({ connection }) => isLinked(connection))
        ? idLinkOf(scheme, what, other, turn)
        : undefined;
    },
  };
}

/** One line for all ids of an answer: a link for each would take more room than the answers. */
export function linkHint({ links }: QuerySource): string[] {
  return links
    ? [`A link to any id: ${links.beginning}ID, with %23 for #; &turn=5 behind a run's for its 5th turn.`]
    : [];
}
