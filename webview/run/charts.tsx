import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount, formatDuration, formatValue, plural } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { Figures, Standing, TurnFigures } from '../../src/panel/run/protocol.ts';
import { whenIdle } from '../kit/idle.ts';
import type { Drawing } from './draw.ts';
import { usePage } from './page.ts';
import './charts.css';

interface ChartsProps {
  readonly generation: number;
  readonly onGoToTurn: (turn: number) => void;
}

/** Pictures of the metrics, each with the same in words. Numbers and drawing code come after the first paint. */
export function Charts({ generation, onGoToTurn }: ChartsProps): VNode | null {
  const figures = useFigures(generation);
  if (!figures) return null;
  const { turns, standings } = figures;
  return (
    <>
      {turns && turns.lengths.length > 1 && <TurnChart figures={turns} onGoToTurn={onGoToTurn} />}
      {standings.map((standing) => (
        <Strip key={standing.name} standing={standing} />
      ))}
    </>
  );
}

function useFigures(generation: number): Figures | undefined {
  const { client } = usePage();
  const [figures, setFigures] = useState<Figures | undefined>();
  useEffect(() => {
    const ask = (): void => {
      // A question that became stale is asked again for the new picture of the run.
      client.figures().then(setFigures, () => undefined);
    };
    return whenIdle(ask, 500);
  }, [client, generation]);
  return figures;
}

function TurnChart({
  figures,
  onGoToTurn,
}: { readonly figures: TurnFigures } & Pick<ChartsProps, 'onGoToTurn'>): VNode {
  const { longest, longestGap, per } = figures;
  const go = useRef(onGoToTurn);
  go.current = onGoToTurn;
  const chart = useDrawing(
    async (element) => {
      const { drawTurns } = await import('./draw.ts');
      const words = { count: formatCount, duration: formatDuration };
      return drawTurns(element, figures, words, (point) => go.current(point * per));
    },
    [figures],
  );
  const jump = (turn: number | undefined, words: string): VNode | null =>
    turn === undefined ? null : (
      <button class="link" onClick={() => onGoToTurn(turn)}>
        {words}
      </button>
    );
  const mostChars = longest === undefined ? 0 : Math.max(...figures.lengths);
  const mostGap = Math.max(0, ...figures.gaps.filter((gap) => gap !== null));
  const words = t(
    'Turn lengths and gaps over the run: the longest turn has {0}, the longest gap is {1}.',
    plural(mostChars, 'character'),
    formatDuration(mostGap),
  );
  return (
    <figure class="chart">
      <div
        class="chart-area turns"
        role="img"
        aria-label={words}
        title={t('Click to go to the turn')}
        ref={chart}
      />
      <figcaption>
        <span class="chart-key length">{t('length')}</span>{' '}
        <span class="chart-key gap">{t('gap before')}</span>
        {jump(
          longest,
          t('longest: turn {0}, {1}', formatCount((longest ?? 0) + 1), plural(mostChars, 'character')),
        )}
        {jump(
          longestGap,
          t('longest gap: {0} before turn {1}', formatDuration(mostGap), formatCount((longestGap ?? 0) + 1)),
        )}
      </figcaption>
    </figure>
  );
}

function Strip({ standing }: { readonly standing: Standing }): VNode {
  const chart = useDrawing(
    async (element) => {
      const { drawStrip } = await import('./draw.ts');
      return drawStrip(element, standing);
    },
    [standing],
  );
  const words = standingWords(standing);
  return (
    <figure class="chart">
      <div class="chart-area strip" role="img" aria-label={words} ref={chart} />
      <figcaption>{words}</figcaption>
    </figure>
  );
}

/** `Score 40: below 12 and above 3 of 16 other runs; median 80, from 20 to 100.` */
export function standingWords(standing: Standing): string {
  const { name, unit, own, runs, above, below, median, least, most } = standing;
  const show = (value: number) => formatValue(unit, value);
  const where = whereWords(above, below, plural(runs - 1, 'other loaded run'));
  const [middle, from, to] = [show(median), show(least), show(most)];
  return t('{0} {1}: {2}; median {3}, from {4} to {5}.', name, show(own), where, middle, from, to);
}

function whereWords(above: number, below: number, others: string): string {
  if (above > 0 && below > 0)
    return t('below {0} and above {1} of {2}', formatCount(above), formatCount(below), others);
  if (above > 0) return t('below {0} of {1}', formatCount(above), others);
  return below > 0 ? t('above {0} of {1}', formatCount(below), others) : t('like {0}', others);
}

/** Draws into the element, again for each new `inputs`, and cleans up. */
function useDrawing(
  draw: (element: HTMLElement) => Promise<Drawing>,
  inputs: readonly unknown[],
): { readonly current: HTMLDivElement | null } {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    let drawing: Drawing | undefined;
    if (element.current)
      void draw(element.current).then((drawn) => {
        if (gone) drawn.destroy();
        else drawing = drawn;
      });
    return () => {
      gone = true;
      drawing?.destroy();
    };
  }, [...inputs]);
  return element;
}
