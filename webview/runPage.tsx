import type { VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../src/core/format.ts';
import type { PanelState } from '../src/protocol.ts';
import type { RunScreen } from './client.ts';
import { Criteria } from './criteria.tsx';
import { Details } from './details.tsx';
import { outcomeWords, sinceStart } from './facts.ts';
import { useFind, type Match } from './find.ts';
import { FindBar } from './findBar.tsx';
import { Help } from './help.tsx';
import { highlight } from './highlight.ts';
import { Icon, outcomeIcons } from './icons.tsx';
import { keyAction } from './keys.ts';
import { Metrics } from './metrics.tsx';
import { usePage } from './page.ts';
import { ProblemBox } from './problem.tsx';
import { Ruler } from './ruler.tsx';
import { RunErrorSection } from './runError.tsx';
import { Section } from './section.tsx';
import { Summary } from './summary.tsx';
import { Transcript, type TranscriptHandle } from './transcript.tsx';

interface RunPageProps {
  readonly screen: RunScreen;
  readonly remembered: PanelState | undefined;
  readonly onRemember: (part: Pick<PanelState, 'anchor' | 'find'>) => void;
}

export function RunPage({ screen, remembered, onRemember }: RunPageProps): VNode {
  const { client, post, folds, announce } = usePage();
  const { run, criteria } = screen;
  const count = run.turns ?? 0;
  const transcript = useRef<TranscriptHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const covered = useHeight(bar);
  const [position, setPosition] = useState(0);
  const [criterion, setCriterion] = useState<number | undefined>();
  const [help, setHelp] = useState(false);
  const now = useNow();
  const find = useFind(client, screen.generation, remembered?.find);
  const current = find.matches[find.current];
  const conversation = folds.isOpen('conversation', false);
  const plain = folds.isOpen('plain', document.body.classList.contains('vscode-using-screen-reader'));

  const goToCriterion = useCallback(
    (index: number) => {
      setCriterion(index);
      folds.set('section:Criteria', true);
      requestAnimationFrame(() => {
        const row = document.querySelector<HTMLElement>(`[data-criterion="${index}"]`);
        row?.scrollIntoView({ block: 'nearest' });
        row?.focus({ preventScroll: true });
      });
    },
    [folds],
  );
  const goToTurn = useCallback((turn: number) => transcript.current?.goTo(turn, { focus: true }), []);
  const goToMatch = useCallback(
    ({ part }: Match) => {
      if (part.of === 'turnText') {
        transcript.current?.goTo(part.index);
      } else if (part.of === 'turnData' || part.of === 'turnExtra') {
        folds.set(`${part.of}:${part.index}`, true);
        transcript.current?.goTo(part.index);
      } else if (part.of.startsWith('criterion')) {
        goToCriterion(part.index);
        field.current?.focus();
      } else {
        window.scrollTo(0, 0);
      }
    },
    [folds, goToCriterion],
  );
  const stepMatch = (by: 1 | -1): void => {
    post({ type: 'keep' });
    const match = find.step(by);
    if (match) goToMatch(match);
  };
  const mark = useCallback(() => highlight(find.matches, current), [find.matches, current]);
  useLayoutEffect(() => {
    mark();
  });

  useRestoredAnchor(remembered?.anchor, count, transcript);
  useEffect(() => {
    const note = (): void => {
      const anchor = transcript.current?.anchor();
      setPosition(anchor?.turn ?? 0);
      onRemember({ anchor, find: find.query.text ? find.query : undefined });
    };
    const later = debounce(note, 100);
    note();
    window.addEventListener('scroll', later, { passive: true });
    return () => window.removeEventListener('scroll', later);
  }, [find.query, onRemember]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const action = keyAction(event);
      if (!action) return;
      event.preventDefault();
      switch (action) {
        case 'nextTurn':
        case 'previousTurn': {
          const from = focusedTurn() ?? transcript.current?.anchor()?.turn ?? -1;
          const to = Math.max(0, Math.min(count - 1, from + (action === 'nextTurn' ? 1 : -1)));
          if (count > 0) goToTurn(to);
          return;
        }
        case 'nextFailure':
        case 'previousFailure': {
          const unmet = criteria.filter((each) => each.met === 'notMet');
          const after = action === 'nextFailure';
          const next = after
            ? (unmet.find((each) => each.index > (criterion ?? -1)) ?? unmet[0])
            : (unmet.findLast((each) => each.index < (criterion ?? Infinity)) ?? unmet.at(-1));
          if (next) goToCriterion(next.index);
          else announce('Every reported criterion was met');
          return;
        }
        case 'nextRun':
          post({ type: 'go', step: 1 });
          return;
        case 'previousRun':
          post({ type: 'go', step: -1 });
          return;
        case 'find':
          field.current?.focus();
          field.current?.select();
          return;
        case 'help':
          setHelp(true);
          return;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [announce, count, criteria, criterion, goToCriterion, goToTurn, post]);

  const since = client.turn(position)?.sinceStart;
  const side = (
    <>
      <Criteria run={run} criteria={criteria} current={criterion} onGoToTurn={goToTurn} />
      <Metrics run={run} />
    </>
  );
  return (
    <main
      class={run.turns === undefined ? 'run without-transcript' : 'run'}
      style={{ '--covered': `${covered}px` }}
    >
      <div class="page-head">
        {screen.problem && <ProblemBox problem={screen.problem} aside="What you see below is from before." />}
        <Summary run={run} criteria={criteria} now={now} onGoTo={goToCriterion} />
        {run.error && <RunErrorSection error={run.error} />}
      </div>
      <div class="bar" ref={bar}>
        <span class="where">
          <Icon name={outcomeIcons[run.outcome]} tone={run.outcome} />
          <span class="where-title">{run.title}</span>
          <span class="sr-only">{outcomeWords[run.outcome]}</span>
          {count > 0 && (
            <span class="where-turn">
              Turn {formatCount(position + 1)} of {formatCount(count)}
              {since !== undefined && <span class="where-time"> · {sinceStart(since)}</span>}
            </span>
          )}
        </span>
        <FindBar
          find={find}
          field={field}
          onStep={stepMatch}
          onLeave={() => {
            if (count > 0) goToTurn(position);
          }}
        />
        <button class="icon-button" aria-label="Keys" title="Keys (?)" onClick={() => setHelp(true)}>
          <Icon name="help" />
        </button>
      </div>
      <div class="columns">
        <div class="side">
          {run.turns !== undefined && side}
          <Details run={run} />
        </div>
        <div class="center">
          <Section name="Transcript" note={count > 0 ? formatCount(count) : undefined} class="transcript">
            {run.turns === undefined ? (
              <p class="quiet">The service does not report transcripts for these runs.</p>
            ) : (
              <>
                <div class="transcript-options">
                  {!run.hasRoles && count > 1 && (
                    <Option
                      name="conversation"
                      label="Show as conversation"
                      title="Speakers are not reported. This assumes that two of them take turns."
                      on={conversation}
                    />
                  )}
                  <Option
                    name="plain"
                    label="Plain pages"
                    title="Pages of 100 turns that stay on the page, for screen readers and for the browser's own search."
                    on={plain}
                  />
                </div>
                <Transcript
                  screen={screen}
                  conversation={conversation}
                  plain={plain}
                  covered={covered}
                  handle={transcript}
                  onRendered={mark}
                />
              </>
            )}
          </Section>
          {run.turns === undefined && side}
        </div>
      </div>
      <Ruler matches={find.matches} current={current} turns={count} onGo={goToMatch} />
      {help && <Help onClose={() => setHelp(false)} />}
    </main>
  );
}

interface OptionProps {
  readonly name: string;
  readonly label: string;
  readonly title: string;
  readonly on: boolean;
}

function Option({ name, label, title, on }: OptionProps): VNode {
  const { folds } = usePage();
  return (
    <label class="option" title={title}>
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => folds.set(name, event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}

/** Scrolls back to where the reader was, once, when the turns are there. */
function useRestoredAnchor(
  anchor: PanelState['anchor'],
  count: number,
  transcript: { readonly current: TranscriptHandle | null },
): void {
  const done = useRef(false);
  useLayoutEffect(() => {
    if (done.current || count === 0) return;
    done.current = true;
    if (anchor && anchor.turn < count) transcript.current?.goTo(anchor.turn, { offset: anchor.offset });
  }, [anchor, count, transcript]);
}

/** The time, refreshed twice a minute, for "3 min ago". */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function useHeight(element: { readonly current: HTMLElement | null }): number {
  const [height, setHeight] = useState(40);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => setHeight(current.offsetHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}

function focusedTurn(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-index]');
  return row ? Number(row.dataset['index']) : undefined;
}

function debounce(action: () => void, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  };
}
