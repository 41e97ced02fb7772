import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FindQuery, Found, Hit, Part } from '../../src/panel/run/protocol.ts';
import { ignoreStale } from '../kit/ask.ts';
import type { Client } from './client.ts';
import { partKey } from './page.ts';

/** One place where the text was found. */
export interface Match {
  readonly part: Part;
  readonly start: number;
  readonly end: number;
}

export interface Find {
  readonly query: FindQuery;
  readonly setQuery: (query: FindQuery) => void;
  /** Fills in a text and leaves the reader where they are, which is at the first match in a part that fits. */
  readonly fill: (text: string, fits: (part: Part) => boolean) => void;
  readonly matches: readonly Match[];
  /** The same by the key of their part. */
  readonly parts: ReadonlyMap<string, readonly Match[]>;
  /** All that there are; `matches` may be fewer. */
  readonly total: number;
  /** Index into `matches`, -1 before the first step. */
  readonly current: number;
  readonly step: (by: 1 | -1) => void;
  readonly error: string | undefined;
  readonly searching: boolean;
}

export const noQuery: FindQuery = { text: '', matchCase: false, wholeWord: false, regex: false };

interface UseFindOptions {
  readonly client: Client;
  readonly generation: number;
  readonly first: FindQuery | undefined;
  /** The turn at the top of the window: a new search begins there. */
  readonly from: () => number;
  readonly onGo: (match: Match) => void;
}

/**
 * Searches in the host a moment after the last keystroke, and again when the run has changed. A search that the
 * reader typed goes to its first match from where they are; one that was restored leaves them where they were.
 */
export function useFind({ client, generation, first, from, onGo }: UseFindOptions): Find {
  const [query, setQueryState] = useState(first ?? noQuery);
  const [found, setFound] = useState<Found | undefined>();
  const [searching, setSearching] = useState(false);
  const [current, setCurrent] = useState(-1);
  /** Steps that were asked for before the answer came; `undefined` when the search goes nowhere by itself. */
  const steps = useRef<number | undefined>(undefined);
  /** Which match the reader was led to, until the answer is there. */
  const here = useRef<((part: Part) => boolean) | undefined>(undefined);

  const matches = useMemo(() => (found?.hits ?? []).flatMap(matchesOf), [found]);
  const parts = useMemo(() => groupByPart(matches), [matches]);
  const go = useCallback(
    (to: number) => {
      setCurrent(to);
      const match = matches[to];
      if (match) onGo(match);
    },
    [matches, onGo],
  );

  useEffect(() => {
    if (!query.text) {
      setFound(undefined);
      setCurrent(-1);
      setSearching(false);
      return;
    }
    setSearching(true);
    let wanted = true;
    const timer = setTimeout(() => {
      client.find(query).then((answer) => {
        if (!wanted) return;
        setFound(answer);
        setSearching(false);
      }, ignoreStale);
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, query, generation]);

  useEffect(() => {
    const wanted = steps.current;
    const fits = here.current;
    steps.current = undefined;
    if (matches.length === 0) return;
    here.current = undefined;
    if (fits) setCurrent(matches.findIndex(({ part }) => fits(part)));
    if (fits || wanted === undefined) return;
    const top = from();
    const start =
      top === 0 ? 0 : matches.findIndex(({ part }) => part.of.startsWith('turn') && part.index >= top);
    go((Math.max(0, start) + wanted + matches.length) % matches.length);
  }, [matches, from, go]);

  const setQuery = useCallback((next: FindQuery) => {
    setQueryState(next);
    setCurrent(-1);
    steps.current = 0;
    here.current = undefined;
  }, []);
  const fill = useCallback((text: string, fits: (part: Part) => boolean) => {
    setQueryState({ ...noQuery, text });
    setCurrent(-1);
    here.current = fits;
  }, []);
  const step = useCallback(
    (by: 1 | -1): void => {
      if (searching && steps.current !== undefined) steps.current += by === 1 ? 0 : -1;
      else if (matches.length === 0) return;
      else if (current < 0) go(by > 0 ? 0 : matches.length - 1);
      else go((current + by + matches.length) % matches.length);
    },
    [matches, current, searching, go],
  );
  const { total = 0, error } = found ?? {};
  return { query, setQuery, fill, matches, parts, total, current, step, error, searching };
}

const pause = 30;

function matchesOf({ of, card, at }: Hit): Match[] {
  const matches: Match[] = [];
  for (let i = 0; i + 2 < at.length; i += 3) {
    const [index, start, end] = [at[i], at[i + 1], at[i + 2]];
    if (index !== undefined && start !== undefined && end !== undefined) {
      matches.push({ part: { of, index, card }, start, end });
    }
  }
  return matches;
}

function groupByPart(matches: readonly Match[]): Map<string, Match[]> {
  const parts = new Map<string, Match[]>();
  for (const match of matches) {
    const key = partKey(match.part);
    const list = parts.get(key);
    if (list) list.push(match);
    else parts.set(key, [match]);
  }
  return parts;
}
