/** All figures of the panel and of what it is measured against, from one window. */
import { median, quantile } from '../statistics.ts';
import { sizes, type Size } from './data.ts';
import { startDriver, type Driver, type Heap, type Opened, type Phase, type Subject } from './driver.ts';
import { find, scroll, type Scrolled } from './inPage.ts';

export interface PanelFigures {
  readonly openMs: number;
  readonly firstPaintMs: number;
  readonly mountedTurns: number;
  /** What the webview adds to the window's. */
  readonly heapMb: number;
  /** The same of the browser's own objects behind those of JavaScript; their texts are not in it. */
  readonly domMb: number;
  readonly frameP50Ms: number;
  readonly frameP95Ms: number;
  readonly findMs: number;
  readonly maxMessageKb: number;
  /** Of all looks at the page while it scrolled: those at a turn in sight that had no text yet. */
  readonly waiting: number;
}

export interface AllFigures {
  readonly sizes: ReadonlyMap<Size, PanelFigures>;
  readonly naive: PanelFigures;
  readonly trivialWebviewMs: number;
  /** Frames of a page that does nothing: what the machine itself is good for. */
  readonly idleFrameP95Ms: number;
  /** The first panel of a window, which loads what later ones find loaded. */
  readonly firstOpenMs: number;
  /** Of the largest size, and of the trivial webview. */
  readonly phases: Readonly<Record<Phase, number>>;
  readonly trivialWrittenMs: number;
}

const rounds = 9;
/** Mounting everything takes long, and a few samples tell enough. */
const naiveRounds = 3;
/** One alone says more about what else the machine does. */
const scrolls = 3;
const scrollTask = { forMs: 3000, pixels: 100 };
/** One that each turn has, one that every 97th has, one that a single turn has. */
const searches = ['courier', 'zanzibar', 'turn 97 of', 'Düsseldorf', 'magic word', 'turn 42 of'];

export async function measurePanel(): Promise<AllFigures> {
  const driver = await startDriver();
  try {
    const warmUp = await openAll(driver, ['trivial', 10_000]);
    const opened = new Map<Subject, Opened[]>();
    for (let round = 0; round < rounds; round++) {
      const subjects: Subject[] = ['trivial', ...sizes, ...(round < naiveRounds ? (['naive'] as const) : [])];
      // In turn from either end, so that what one leaves behind does not always meet the same other.
      const order = round % 2 === 0 ? subjects : subjects.toReversed();
      for (const [subject, one] of await openAll(driver, order))
        opened.set(subject, [...(opened.get(subject) ?? []), one]);
    }
    const idleFrameP95Ms = await idleFrames(driver);
    const figures = new Map<Size, PanelFigures>();
    for (const size of sizes) figures.set(size, await use(driver, size, opened.get(size) ?? []));
    return {
      sizes: figures,
      naive: await use(driver, 'naive', opened.get('naive') ?? []),
      trivialWebviewMs: median((opened.get('trivial') ?? []).map(({ openMs }) => openMs)),
      idleFrameP95Ms,
      phases: {
        written: phaseOf(opened, 10_000, 'written'),
        started: phaseOf(opened, 10_000, 'started'),
      },
      trivialWrittenMs: phaseOf(opened, 'trivial', 'written'),
      firstOpenMs: warmUp.get(10_000)?.openMs ?? NaN,
    };
  } finally {
    await driver.stop();
  }
}

function phaseOf(opened: ReadonlyMap<Subject, readonly Opened[]>, subject: Subject, phase: Phase): number {
  return median((opened.get(subject) ?? []).map(({ phases }) => phases[phase]));
}

async function openAll(driver: Driver, subjects: readonly Subject[]): Promise<Map<Subject, Opened>> {
  const opened = new Map<Subject, Opened>();
  for (const subject of subjects) {
    opened.set(subject, await driver.open(subject));
    await driver.close();
  }
  return opened;
}

async function idleFrames(driver: Driver): Promise<number> {
  const { frame } = await driver.open('trivial');
  const { intervals } = await inTime('Scrolling', frame.evaluate(scroll, scrollTask));
  await driver.close();
  return quantile(intervals, 0.95);
}

/** The window's own heap drifts, so it is looked at just before. */
async function trivialHeap(driver: Driver): Promise<Heap> {
  await driver.open('trivial');
  const heap = await driver.heap();
  await driver.close();
  return heap;
}

/** Opens it once more, scrolls and searches in it. */
async function use(driver: Driver, subject: Subject, opened: readonly Opened[]): Promise<PanelFigures> {
  const idle = await trivialHeap(driver);
  const { frame } = await driver.open(subject);
  const scrolled: Scrolled[] = [];
  for (let i = 0; i < scrolls; i++)
    scrolled.push(await inTime('Scrolling', frame.evaluate(scroll, scrollTask)));
  const times: number[] = [];
  for (const text of searches) times.push(await frame.evaluate(find, text));
  const heap = await driver.heap();
  const maxMessageKb = (await frame.evaluate(() => window.benchLongest)) / 1024;
  await driver.close();
  return {
    openMs: median(opened.map(({ openMs }) => openMs)),
    firstPaintMs: median(opened.map(({ firstPaintMs }) => firstPaintMs ?? NaN)),
    mountedTurns: Math.max(...scrolled.map(({ mostMounted }) => mostMounted)),
    heapMb: heap.jsMb - idle.jsMb,
    domMb: heap.domMb - idle.domMb,
    frameP50Ms: median(scrolled.map(({ intervals }) => median(intervals))),
    frameP95Ms: median(scrolled.map(({ intervals }) => quantile(intervals, 0.95))),
    findMs: median(times),
    maxMessageKb,
    waiting: Math.max(...scrolled.map(({ waiting }) => waiting)),
  };
}

/** A page that paints no more frames would be waited for without end. */
async function inTime<T>(what: string, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(60_000);
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error(`${what} took more than a minute.`))),
  );
  return Promise.race([work, late]);
}
