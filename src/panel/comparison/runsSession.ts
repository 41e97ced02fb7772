import { t } from '../../core/kit/l10n.ts';
import { medoidOf, starAlignment } from '../../analysis/align/star.ts';
import { isRun, runIdOf } from '../../analysis/batch/runsInOrder.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { inSlices, type Slicing } from '../../analysis/slices.ts';
import { asProviderError, type ProviderError } from '../../core/provider/providerError.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Run, RunItem, RunRef } from '../../core/run/run.ts';
import { sameRef, type RunSource } from '../../core/run/runSource.ts';
import { answerTo, type Answers } from '../answering.ts';
import { Numbering } from '../batch/numbering.ts';
import type { Asked, Problem } from '../protocol.ts';
import { isIndex } from '../reading.ts';
import { problemOf } from '../run/view.ts';
import type { ComparisonHostMessage, ComparisonQuestions, RunsMessage, RunsSubject } from './protocol.ts';
import { runsPicture, type RunsPicture } from './runsView.ts';
import type { TurnRow } from './views.ts';

export interface RunsDeps {
  readonly source: RunSource;
  readonly settings: () => AnalysisSettings;
  /** Delivers to the webview, if there is one that listens. */
  readonly post: (message: ComparisonHostMessage) => void;
  /** For the tab. */
  readonly onDidShow: (title: string) => void;
  /** How long work is cut into pieces, so that nothing else waits for it. */
  readonly slicing: Omit<Slicing, 'signal'>;
}

/** A comparison of several runs: loads them, aligns their transcripts, and tells the page. Knows nothing of VS Code. */
export class RunsSession {
  readonly #deps: RunsDeps;
  readonly #subscription: { dispose(): void };
  readonly #keys = new Numbering();
  readonly #disposed = new AbortController();
  #subject: RunsSubject;
  #items = new Map<string, RunItem>();
  #failures = new Map<string, ProviderError>();
  #picture: RunsPicture | undefined;
  #work = new AbortController();
  #generation = 0;
  #ready = false;

  constructor(subject: RunsSubject, deps: RunsDeps) {
    this.#subject = subject;
    this.#deps = deps;
    this.#subscription = deps.source.onDidChange(() => this.#follow());
    void this.#load(false);
  }

  get subject(): RunsSubject {
    return this.#subject;
  }

  ready(generation: number | undefined): void {
    this.#ready = true;
    if (generation === undefined || generation !== this.#generation) this.#send();
  }

  pageGone(): void {
    this.#ready = false;
  }

  settingsChanged(): void {
    void this.#align();
  }

  retry(): void {
    void this.#load(true);
  }

  setThreshold(threshold: number): void {
    this.#subject = { ...this.#subject, threshold };
    void this.#align();
  }

  setReference(key: number): void {
    const reference = this.find(key);
    if (reference) this.referTo(reference);
  }

  /** A person chose this run as the one that all others are compared with. */
  referTo(run: RunRef): void {
    const { runs } = this.#subject;
    const reference = runs.find((ref) => sameRef(ref, run));
    if (!reference) return;
    const others = runs.filter((ref) => ref !== reference);
    this.#subject = { ...this.#subject, runs: [reference, ...others], chosen: true };
    void this.#align();
  }

  answer(asked: Asked): void {
    const rows = this.#picture?.rows;
    if (!rows || asked.generation !== this.#generation) return;
    const answer = answerTo(answers, asked, rows);
    if (answer) this.#post(answer);
  }

  /** The run that the page names by this number. */
  find(key: number): RunRef | undefined {
    return this.#subject.runs.find((ref) => this.#keys.of(runIdOf(ref)) === key);
  }

  /** Those that could be read, the reference first. */
  runs(): Run[] {
    return this.#subject.runs.flatMap((ref) => {
      const item = this.#items.get(runIdOf(ref));
      return item && isRun(item) ? [item] : [];
    });
  }

  dispose(): void {
    this.#disposed.abort();
    this.#work.abort();
    this.#subscription.dispose();
  }

  async #load(fresh: boolean): Promise<void> {
    const { signal } = this.#disposed;
    await Promise.all(
      this.#subject.runs.map(async (ref) => {
        const id = runIdOf(ref);
        try {
          this.#items.set(id, await this.#deps.source.load(ref, signal, { fresh, anew: fresh }));
          this.#failures.delete(id);
        } catch (error) {
          this.#failures.set(id, asProviderError(error));
        }
      }),
    );
    if (signal.aborted) return;
    this.#chooseReference();
    await this.#align();
  }

  /** Of more than two, the one that is most like the others that passed, unless the person chose. */
  #chooseReference(): void {
    const { runs: refs, chosen } = this.#subject;
    if (chosen || refs.length < 3) return;
    const typical = medoidOf(this.runs().filter((run) => outcomeOf(run) === 'passed' && run.turns?.length));
    const isFirst = (ref: RunRef) => typical !== undefined && sameRef(ref, typical.ref);
    this.#subject = {
      ...this.#subject,
      runs: refs.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a))),
    };
  }

  #follow(): void {
    let changed = false;
    for (const [id, { ref }] of this.#items) {
      const now = this.#deps.source.peek(ref);
      if (!now || now === this.#items.get(id)) continue;
      this.#items.set(id, now);
      changed = true;
    }
    if (changed) void this.#align();
  }

  /** A newer alignment takes the place of one that is still being made. */
  async #align(): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    const [reference, ...others] = this.runs();
    const threshold = this.#subject.threshold ?? this.#deps.settings().similarityThreshold;
    if (!reference || others.length === 0) {
      this.#picture = undefined;
      this.#shown();
      return;
    }
    try {
      const work = starAlignment(reference, others, threshold);
      const star = await inSlices(work, { ...this.#deps.slicing, signal });
      this.#picture = runsPicture([reference, ...others], star, {
        threshold,
        keyOf: ({ ref }) => this.#keys.of(runIdOf(ref)),
        trailOf: ({ ref }) => this.#deps.source.trail(ref),
        missing: this.#missing(),
      });
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    this.#shown();
  }

  #missing(): string[] {
    const failed = [...this.#failures.values()].map(({ message }) =>
      t('A run could not be loaded: {0}', message),
    );
    const broken = [...this.#items.values()].filter(({ kind }) => kind === 'broken');
    return [...failed, ...broken.map(({ title }) => t('{0} could not be read.', title))];
  }

  #shown(): void {
    this.#generation++;
    this.#deps.onDidShow(this.#title());
    this.#send();
  }

  #title(): string {
    return this.runs()
      .map(({ title }) => title)
      .join(' · ');
  }

  #post(message: ComparisonHostMessage): void {
    if (this.#ready && !this.#disposed.signal.aborted) this.#deps.post(message);
  }

  #send(): void {
    const picture = this.#picture;
    const subject = this.#subject;
    const [failure] = this.#failures.values();
    const left = this.#items.size + this.#failures.size < subject.runs.length;
    if (picture) this.#post(this.#snapshot(picture));
    else if (left) this.#post({ type: 'loading', subject });
    else {
      const title = this.#title() || t('Comparison');
      const problem = failure ? problemOf(failure) : unreadable();
      this.#post({ type: 'failed', subject, title, problem });
    }
  }

  #snapshot(picture: RunsPicture): RunsMessage {
    return {
      ...{ type: 'runs', subject: this.#subject, generation: this.#generation, view: picture.view },
      ...{ rows: rowsFrom(picture.rows, 0), problem: undefined },
    };
  }
}

function unreadable(): Problem {
  return {
    message: t('There are no two runs here that can be read.'),
    nextStep: t('Open one of them to see what it holds.'),
    lines: [],
    remedy: 'retry',
  };
}

const answers: Answers<ComparisonQuestions, readonly TurnRow[]> = {
  rows: {
    read: ({ from }) => (isIndex(from) ? { from } : undefined),
    answer: (rows, { from }) => rowsFrom(rows, from),
  },
};

/** Rows from `from` on, as many as fit in one message, at least one where there is one. */
function rowsFrom(all: readonly TurnRow[], from: number): TurnRow[] {
  const rows: TurnRow[] = [];
  let size = 0;
  for (const row of all.slice(from)) {
    size += JSON.stringify(row).length;
    if (rows.length > 0 && size > budget) break;
    rows.push(row);
  }
  return rows;
}

const budget = 150 * 1024;
