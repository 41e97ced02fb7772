import type { VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { plural } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { PanelState } from '../../src/panel/run/protocol.ts';
import { Bar } from './bar.tsx';
import type { RunScreen } from './client.ts';
import { Criteria } from './criteria.tsx';
import { Details } from './details.tsx';
import { useFind, type Match } from './find.ts';
import { Help } from '../kit/help.tsx';
import { runKeys } from './keyList.ts';
import { revealMatch } from './highlight.ts';
import { debounce, useCovered, useNewTurns, useNow, useRestoredAnchor } from './hooks.ts';
import { NoTranscript } from './noTranscript.tsx';
import { OtherRuns } from './otherRuns.tsx';
import { Metrics } from './metrics.tsx';
import { TranscriptOptions } from './options.tsx';
import { PageProvider, partKey, usePage } from './page.ts';
import { ProblemBox } from '../kit/problem.tsx';
import { citedBy, isAt, isOfCard, menuContext } from './places.ts';
import { Ruler } from './ruler.tsx';
import { RunErrorSection } from './runError.tsx';
import { Section } from '../kit/section.tsx';
import { Summary } from './summary.tsx';
import { usePageKeys } from './pageKeys.ts';
import { cardFold } from './toolCard.tsx';
import { Transcript } from './transcript.tsx';
import type { Marks, TranscriptHandle } from './transcriptProps.ts';
import { saidIn } from './turnPieces.tsx';
import './runPage.css';

interface RunPageProps {
  readonly screen: RunScreen;
  readonly remembered: PanelState | undefined;
  readonly onRemember: (part: Pick<PanelState, 'anchor' | 'find'>) => void;
}

export function RunPage({ screen, remembered, onRemember }: RunPageProps): VNode {
  const page = usePage();
  const { client, folds, announce } = page;
  const { run, criteria } = screen;
  const count = run.turns ?? 0;
  const transcript = useRef<TranscriptHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const covered = useCovered(bar);
  const [position, setPosition] = useState(0);
  const [criterion, setCriterion] = useState<number | undefined>();
  const [help, setHelp] = useState(false);
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const conversation = folds.isOpen('conversation', false);
  const markdown = folds.isOpen('markdown', screen.markdown);
  const toolTurns = screen.toolTurns ?? [];
  const toolsOnly = toolTurns.length > 0 && folds.isOpen('toolsOnly', false);
  const plain = folds.isOpen('plain', document.body.classList.contains('vscode-using-screen-reader'));

  const showCriterion = (index: number, focus: boolean): void => {
    setCriterion(index);
    folds.set('section:Criteria', true);
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`[data-criterion="${index}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      if (focus) row?.focus({ preventScroll: true });
    });
  };
  const goToTurn = useCallback((turn: number): void => {
    folds.set('section:Transcript', true);
    transcript.current?.goTo(turn, { focus: true });
    // The folds' setters never change what they do.
  }, []);

  /** The turn that the reader was led to because a result cites it; it stays marked. */
  const [cited, setCited] = useState<number | undefined>(screen.land?.turn);
  const goToCited = (turn: number): void => {
    setCited(turn);
    goToTurn(turn);
  };
  const marks = useMemo((): Marks => ({ cited, by: citedBy(criteria) }), [cited, criteria]);

  /** The match that is to be brought into sight as soon as it is mounted. */
  const sought = useRef<Match | undefined>(undefined);
  const goToMatch = useCallback(
    (match: Match) => {
      const { of, index } = match.part;
      sought.current = match;
      if (of.startsWith('turn')) {
        folds.set('section:Transcript', true);
        const { card } = match.part;
        if (card !== undefined && isOfCard(of)) folds.set(cardFold(index, card), true);
        else if (of !== 'turnText') folds.set(partKey(match.part), true);
        folds.set('toolsOnly', false);
        transcript.current?.goTo(index);
      } else if (of.startsWith('criterion')) {
        showCriterion(index, false);
      } else {
        if (of !== 'summary') folds.set('section:Error', true);
        window.scrollTo(0, 0);
      }
    },
    // The folds' setters never change what they do.
    [],
  );
  const topTurn = useCallback(() => transcript.current?.anchor()?.turn ?? 0, []);
  const find = useFind({
    client,
    generation: screen.generation,
    first: remembered?.find,
    from: topTurn,
    onGo: goToMatch,
  });
  const current = find.matches[find.current];
  const mark = (): void => {
    const revealed = revealMatch({
      parts: find.parts,
      current,
      sought: sought.current,
      textOf: ({ index, card }) => saidIn(client.turn(index), card),
      covered,
      open: (part) => page.texts.open(part),
      rest: () => transcript.current?.rest(),
    });
    if (revealed) sought.current = undefined;
  };
  useLayoutEffect(mark);

  useRestoredAnchor(screen.land ? undefined : remembered?.anchor, count, transcript);
  useEffect(() => {
    const { land } = screen;
    if (!land) return;
    if (land.find) find.fill(land.find, (part) => isAt(part, land));
    if (land.criterion !== undefined) {
      showCriterion(land.criterion, land.focus);
      return;
    }
    if (land.turn === undefined) {
      folds.set('section:Error', true);
      window.scrollTo(0, 0);
      return;
    }
    if (land.turn >= count) return;
    setCited(land.turn);
    folds.set('section:Transcript', true);
    // Who only looks on the way has something else open above the page.
    const offset = land.focus ? 0 : -Math.round(window.innerHeight / 3);
    transcript.current?.goTo(land.turn, { focus: land.focus, offset });
  }, [screen.land]);
  useEffect(() => {
    const note = (): void => {
      const anchor = transcript.current?.anchor();
      setPosition(anchor?.turn ?? 0);
      onRemember({ anchor, find: find.query.text ? find.query : undefined });
    };
    const later = debounce(note, 100);
    later();
    window.addEventListener('scroll', later, { passive: true });
    return () => window.removeEventListener('scroll', later);
  }, [find.query, onRemember]);

  const onAdded = useCallback(
    (added: number) => announce(t('{0} at the end', plural(added, 'new turn'))),
    [announce],
  );
  const newTurns = useNewTurns(count, onAdded);

  usePageKeys({
    count,
    toolTurns,
    criteria,
    total: run.criteria.total,
    criterion,
    topTurn: () => transcript.current?.anchor()?.turn ?? 0,
    goToTurn: (turn) => goToTurn(turn),
    askTurn: () => setAsking(true),
    showCriterion: (index) => showCriterion(index, true),
    find: () => {
      field.current?.focus();
      field.current?.select();
    },
    help: () => setHelp(true),
  });

  const { parts } = find;
  const ownPage = useMemo(() => ({ ...page, isFound: (key: string) => parts.has(key) }), [page, parts]);
  const side = (
    <>
      <Criteria run={run} criteria={criteria} current={criterion} onGoToTurn={goToCited} />
      <Metrics run={run} now={now} generation={screen.generation} onGoToTurn={goToTurn} />
    </>
  );
  return (
    <PageProvider value={ownPage}>
      <main class="run" data-vscode-context={menuContext(screen)}>
        <div class="page-head">
          {screen.problem && (
            <ProblemBox problem={screen.problem} aside={t('What you see below is from before.')} />
          )}
          <Summary
            run={run}
            criteria={criteria}
            now={now}
            canRetry={!screen.problem}
            onGoToCriterion={(index) => showCriterion(index, true)}
            onGoToTurn={goToCited}
          />
          {run.error && <RunErrorSection error={run.error} />}
        </div>
        <Bar
          run={run}
          position={position}
          find={find}
          bar={bar}
          field={field}
          onLeaveFind={() =>
            count > 0
              ? goToTurn(current?.part.of.startsWith('turn') ? current.part.index : position)
              : field.current?.blur()
          }
          onHelp={() => setHelp(true)}
          asking={asking}
          onAsk={setAsking}
          onGoToTurn={goToTurn}
        />
        <div class="columns">
          <div class="center">
            <Section
              name={msg('Transcript')}
              note={count > 0 ? plural(count, 'turn') : undefined}
              class="transcript"
            >
              {run.turns === undefined ? (
                <>
                  <NoTranscript run={run} />
                  <OtherRuns generation={screen.generation} known={run.position?.of ?? 0} />
                </>
              ) : (
                <>
                  <TranscriptOptions
                    run={run}
                    markdown={markdown}
                    plain={plain}
                    toolTurns={toolTurns.length}
                    toolsOnly={toolsOnly}
                  />
                  <Transcript
                    screen={screen}
                    conversation={conversation}
                    markdown={markdown}
                    marks={marks}
                    plain={plain}
                    toolsOnly={toolsOnly}
                    onGoToTurn={goToTurn}
                    covered={covered}
                    handle={transcript}
                    onRendered={mark}
                  />
                </>
              )}
            </Section>
            {run.turns === undefined && side}
          </div>
          <div class="side">
            {run.turns !== undefined && side}
            <Details run={run} />
          </div>
        </div>
        <Ruler matches={find.matches} current={current} turns={count} onGo={goToMatch} />
        {newTurns.added > 0 && (
          <button
            class="pill"
            onClick={() => {
              goToTurn(count - newTurns.added);
              newTurns.clear();
            }}
          >
            {plural(newTurns.added, 'new turn')}
          </button>
        )}
        {help && <Help keys={runKeys} onClose={() => setHelp(false)} />}
      </main>
    </PageProvider>
  );
}
