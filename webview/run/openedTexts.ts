import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Part } from '../../src/panel/run/protocol.ts';
import { ignoreStale } from '../kit/ask.ts';
import type { Client } from './client.ts';
import { partKey, type OpenedText, type OpenedTexts } from './page.ts';

interface Shown {
  readonly runId: string | undefined;
  /** Of the snapshot that is shown. */
  readonly generation: number;
  /** The reader means to stay. */
  readonly onOpen: () => void;
}

/**
 * Long texts that the reader opened. They belong to one run: in a new snapshot of it they stay as they are until the
 * new texts are here, so that nothing folds up under the reader's eyes.
 */
export function useOpenedTexts(client: Client, { runId, generation, onOpen }: Shown): OpenedTexts {
  const [opened, setOpened] = useState<ReadonlyMap<string, OpenedText>>(new Map());
  const pull = useCallback(
    (part: Part): void => {
      const key = partKey(part);
      client.text(part).then(
        // Unless it was closed meanwhile.
        (text) =>
          setOpened((before) => (before.has(key) ? new Map(before).set(key, { part, text }) : before)),
        // Asked about an older snapshot of the run: it is asked about the new one.
        ignoreStale,
      );
    },
    [client],
  );
  const openedOf = useRef(runId);
  useEffect(() => {
    if (openedOf.current === runId) for (const { part } of opened.values()) pull(part);
    else setOpened((before) => (before.size === 0 ? before : new Map()));
    openedOf.current = runId;
  }, [runId, generation]);
  return useMemo(
    () => ({
      opened: (key) => opened.get(key),
      open: (part) => {
        const key = partKey(part);
        if (opened.has(key)) return;
        onOpen();
        setOpened((before) => new Map(before).set(key, { part, text: undefined }));
        pull(part);
      },
      close: (part) =>
        setOpened((before) => {
          const next = new Map(before);
          next.delete(partKey(part));
          return next;
        }),
    }),
    [opened, pull, onOpen],
  );
}
