import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FindQuery, FoundMessage, Part } from '../src/protocol.ts';
import { StaleError, type Client } from './client.ts';

/** One place where the text was found. */
export interface Match {
  readonly part: Part;
  readonly start: number;
  readonly end: number;
}

export interface Find {
  readonly query: FindQuery;
  readonly setQuery: (query: FindQuery) => void;
  readonly matches: readonly Match[];
  /** All that there are; `matches` may be fewer. */
  readonly total: number;
  /** Index into `matches`, -1 before the first step. */
  readonly current: number;
  readonly step: (by: 1 | -1) => Match | undefined;
  readonly error: string | undefined;
  readonly searching: boolean;
}

export const noQuery: FindQuery = { text: '', matchCase: false, wholeWord: false, regex: false };

/** Searches in the host a moment after the last keystroke, and again when the run has changed. */
export function useFind(client: Client, generation: number, first: FindQuery | undefined): Find {
  const [query, setQuery] = useState(first ?? noQuery);
  const [found, setFound] = useState<FoundMessage | undefined>();
  const [searching, setSearching] = useState(false);
  const [current, setCurrent] = useState(-1);
  const lastQuery = useRef(query);

  useEffect(() => {
    if (!query.text) {
      setFound(undefined);
      setCurrent(-1);
      setSearching(false);
      return;
    }
    if (lastQuery.current !== query) setCurrent(-1);
    lastQuery.current = query;
    setSearching(true);
    let wanted = true;
    const timer = setTimeout(() => {
      client.find(query).then(
        (answer) => {
          if (!wanted) return;
          setFound(answer);
          setSearching(false);
        },
        (error: unknown) => {
          if (!(error instanceof StaleError)) throw error;
        },
      );
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, query, generation]);

  const matches = useMemo(() => (found?.hits ?? []).flatMap(matchesOf), [found]);
  const step = useCallback(
    (by: 1 | -1): Match | undefined => {
      if (matches.length === 0) return undefined;
      const next =
        current < 0 && by < 0 ? matches.length - 1 : (current + by + matches.length) % matches.length;
      setCurrent(next);
      return matches[next];
    },
    [matches, current],
  );
  return {
    query,
    setQuery,
    matches,
    total: found?.total ?? 0,
    current,
    step,
    error: found?.error,
    searching,
  };
}

const pause = 60;

function matchesOf({ part, ranges }: FoundMessage['hits'][number]): Match[] {
  const matches: Match[] = [];
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const [start, end] = [ranges[i], ranges[i + 1]];
    if (start !== undefined && end !== undefined) matches.push({ part, start, end });
  }
  return matches;
}
