import type { TimeLimit } from '../../core/kit/timeLimit.ts';
import { asProviderError, isAborted, saysGone } from '../../core/provider/providerError.ts';
import { isExcerpt } from '../../core/run/edition.ts';
import type { Run, RunItem, RunRef, Turn } from '../../core/run/run.ts';
import { runKey, type RunSource } from '../../core/run/runSource.ts';
import { answerTo } from '../answering.ts';
import type { Asked, Problem } from '../protocol.ts';
import { runAnswers } from './answers.ts';
import { snapshotOf, placeOf } from './snapshot.ts';
import type { HostMessage, Intent, Landing, RunMessage } from './protocol.ts';
import type { Place } from './views.ts';
import { SearchedTexts } from './searchedTexts.ts';
import { timelineOf, type Timeline } from './turns.ts';
import { problemOf } from './view.ts';

export interface SessionDeps {
  readonly source: RunSource;
  readonly providerLabel: (providerId: string) => string;
  /** Stops a regular expression that the reader typed. */
  readonly withinTime: TimeLimit;
  /** Whether the run has a web page at its service; by default none has. */
  readonly hasPage?: (run: Run) => boolean;
  /** The command for a terminal that prints the run's transcript, where its service has one. */
  readonly transcriptCommand?: (run: Run) => string | undefined;
  /** Whether the person likes turns as Markdown; by default they do. */
  readonly markdown?: () => boolean;
  /** Delivers to the webview, if there is one that listens. */
  readonly post: (message: HostMessage) => void;
  /** Another run, or a new snapshot of it, is shown: for the tab. */
  readonly onDidShow: (ref: RunRef, item: RunItem | undefined) => void;
}

/** Intents that concern the run's data; the others (clipboard, commands, tabs) are the panel's. */
export type DataIntent = Extract<Intent, { readonly type: 'ready' | 'ask' | 'retry' }>;

/**
 * One panel's conversation with its webview about one run: answers questions, sends a new snapshot when the run
 * changes, and keeps good data on screen beside a later error. Knows nothing of VS Code.
 */
export class RunSession {
  readonly #deps: SessionDeps;
  readonly #subscription: { dispose(): void };
  #ref: RunRef;
  #item: RunItem | undefined;
  /** The row of which all was asked for the last time. */
  #excerpt: RunItem | undefined;
  #timeline: Timeline = { start: undefined, silence: 0, speakers: [] };
  #searched: SearchedTexts | undefined;
  #generation = 0;
  #problem: Problem | undefined;
  #failed: { readonly gone: boolean; readonly problem: Problem } | undefined;
  #loading: AbortController | undefined;
  /** The webview has said that it listens; nothing is sent before. */
  #ready = false;
  #anchor = 0;
  /** Where the reader is to begin, until the page was told. */
  #land: Landing | undefined;
  #place: Place | undefined;
  /** Turns that the webview was sent snapshots of, to tell what it may keep. */
  #shown: readonly Turn[] = [];

  constructor(ref: RunRef, deps: SessionDeps, land?: Landing) {
    this.#ref = ref;
    this.#land = land;
    this.#deps = deps;
    this.#subscription = deps.source.onDidChange(() => this.#changed());
    this.#open();
  }

  get ref(): RunRef {
    return this.#ref;
  }

  get item(): RunItem | undefined {
    return this.#item;
  }

  /** The first snapshot, for the page itself, when the run is known already. The page's `ready` says if it took it. */
  first(): RunMessage | undefined {
    return this.#item?.kind === 'run' ? this.#snapshot(this.#item) : undefined;
  }

  /** Shows another run in the same panel. */
  show(ref: RunRef, land?: Landing): void {
    this.#ref = ref;
    this.#land = land;
    this.#anchor = 0;
    this.#item = undefined;
    this.#shown = [];
    this.#open();
  }

  /** Brings a turn of the run that is shown into sight. */
  land(land: Landing): void {
    if (this.#ready && this.#item?.kind === 'run') this.#post({ type: 'land', land });
    else this.#land = land;
  }

  /** The page is about to be rebuilt or hidden: wait for its next `ready`. */
  pageGone(): void {
    this.#ready = false;
  }

  receive(intent: DataIntent): void {
    switch (intent.type) {
      case 'ready':
        this.#ready = true;
        this.#anchor = intent.anchor ?? 0;
        if (intent.generation !== undefined && intent.generation === this.#generation) {
          // The page came with a snapshot that was made before these.
          if (this.#problem) this.#post({ type: 'problem', problem: this.#problem });
          if (this.#land) this.#post({ type: 'land', land: this.#land });
          this.#land = undefined;
          return;
        }
        this.#shown = [];
        this.#send();
        return;
      case 'retry':
        void this.#load({ byHand: true });
        return;
      case 'ask':
        this.#answer(intent);
        return;
    }
  }

  /** Neighbour in the collection's order, `undefined` at either end. */
  neighbour(step: -1 | 1): RunRef | undefined {
    const siblings = this.#deps.source.siblings(this.#ref);
    const at = siblings.findIndex((item) => runKey(item.ref) === runKey(this.#ref));
    return at < 0 ? undefined : siblings[at + step]?.ref;
  }

  /** A run of the same collection by its id, `undefined` for one that is not loaded. */
  sibling(run: string): RunRef | undefined {
    return this.#deps.source.siblings(this.#ref).find(({ ref }) => ref.run === run)?.ref;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#loading?.abort();
  }

  #open(): void {
    this.#loading?.abort();
    this.#problem = undefined;
    this.#failed = undefined;
    const known = this.#deps.source.peek(this.#ref);
    if (known && !isExcerpt(known)) {
      this.#take(known);
      // What the archive has is good to read until there is news; what is gone has none.
      if (known.archived && !known.archived.gone) void this.#load({ byHand: false });
      return;
    }
    this.#excerpt = known;
    this.#deps.onDidShow(this.#ref, known);
    this.#send();
    void this.#load({ byHand: false });
  }

  async #load({ byHand }: { readonly byHand: boolean }): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    if (this.#failed) {
      this.#failed = undefined;
      this.#send();
    }
    try {
      const item = await this.#deps.source.load(this.#ref, loading.signal, { fresh: true, anew: byHand });
      if (!loading.signal.aborted) this.#take(item);
    } catch (error) {
      if (!loading.signal.aborted && !isAborted(error)) this.#fail(error, byHand);
    }
  }

  #changed(): void {
    const item = this.#deps.source.peek(this.#ref);
    if (item && isExcerpt(item)) this.#loadAllOf(item);
    else if (item && item !== this.#item) this.#take(item);
    else if (this.#item?.kind === 'run') this.#placeMayHaveChanged(this.#item);
  }

  /** A list brought another state of the run: what is shown stays until all of that is there. */
  #loadAllOf(row: RunItem): void {
    if (row === this.#excerpt) return;
    this.#excerpt = row;
    void this.#load({ byHand: false });
  }

  /** A restored panel knows its run before the tree knows the collections around it. */
  #placeMayHaveChanged(run: Run): void {
    const place = placeOf(this.#deps.source, this.#ref);
    if (JSON.stringify(place) === JSON.stringify(this.#place)) return;
    this.#place = place;
    this.#deps.onDidShow(this.#ref, run);
    this.#post({ type: 'place', place });
  }

  #take(item: RunItem): void {
    const same = item === this.#item;
    this.#item = item;
    const hadProblem = this.#problem !== undefined;
    this.#problem = undefined;
    this.#failed = undefined;
    if (same) {
      if (hadProblem) this.#post({ type: 'problem', problem: undefined });
      return;
    }
    this.#generation++;
    this.#timeline = timelineOf(item.kind === 'run' ? (item.turns ?? []) : []);
    this.#searched = item.kind === 'run' ? new SearchedTexts(item) : undefined;
    this.#deps.onDidShow(this.#ref, item);
    this.#send();
  }

  #fail(thrown: unknown, byHand: boolean): void {
    const error = asProviderError(thrown);
    // The archived run says by itself that the service has it no more.
    if (!byHand && saysGone(error) && this.#item?.archived?.gone) return;
    const problem = problemOf(error);
    if (this.#item) {
      this.#problem = problem;
      this.#post({ type: 'problem', problem });
      return;
    }
    this.#failed = { gone: saysGone(error), problem };
    this.#send();
  }

  #post(message: HostMessage): void {
    if (this.#ready) this.#deps.post(message);
  }

  /** The whole snapshot, whatever it is. */
  #send(): void {
    if (!this.#ready) return;
    const ref = this.#ref;
    const item = this.#item;
    if (item?.kind === 'run') {
      this.#post(this.#snapshot(item));
      this.#land = undefined;
    } else if (item) {
      const { title, problem } = item;
      const provider = this.#deps.providerLabel(item.provider);
      this.#post({ type: 'broken', ref, title, provider, trail: this.#deps.source.trail(ref), problem });
    } else if (this.#failed) {
      this.#post({ type: 'failed', ref, title: ref.run, ...this.#failed });
    } else {
      this.#post({ type: 'loading', ref, title: ref.run });
    }
  }

  #snapshot(run: Run): RunMessage {
    const before = this.#shown;
    this.#shown = run.turns ?? [];
    this.#place = placeOf(this.#deps.source, this.#ref);
    return snapshotOf(run, {
      ref: this.#ref,
      generation: this.#generation,
      provider: this.#deps.providerLabel(run.provider),
      hasPage: this.#deps.hasPage?.(run) ?? false,
      transcriptCommand: this.#deps.transcriptCommand?.(run),
      place: this.#place,
      timeline: this.#timeline,
      anchor: this.#anchor,
      before,
      problem: this.#problem,
      markdown: this.#deps.markdown?.() ?? true,
      land: this.#land,
    });
  }

  #answer(asked: Asked): void {
    const run = this.#item;
    // A question about an older snapshot needs no answer: the newer one is on its way.
    if (asked.generation !== this.#generation || run?.kind !== 'run') return;
    const siblings = () => this.#deps.source.siblings(this.#ref);
    const answer = answerTo(runAnswers, asked, {
      run,
      timeline: this.#timeline,
      searched: this.#searched,
      withinTime: this.#deps.withinTime,
      siblings,
    });
    if (answer) this.#post(answer);
  }
}
