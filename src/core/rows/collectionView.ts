/** How connections, scenarios, simulations, tasks and their like read in a row. */
import { sent, t } from '../kit/l10n.ts';
import { dateWords, shortDateWords } from '../kit/dates.ts';
import { commas } from '../kit/punctuation.ts';
import { isGoing } from '../live/going.ts';
import { authOf } from '../provider/auth.ts';
import { isSampleId } from '../provider/reservedIds.ts';
import { outcomeWord } from '../run/outcomeWords.ts';
import type { Archived, Outcome } from '../run/run.ts';
import { archivedWords } from './archivedWords.ts';
import { outcomeOfRuns } from './judged.ts';
import { outcomeIcons } from './outcomeIcons.ts';
import type { RowView } from './rowShape.ts';
import { countsOf, judgedWords } from './rowWords.ts';
import { trailMarks, trailRates, type Trail } from './trail.ts';
import type { CollectionRow, Row } from './tree.ts';

export function connectionView(
  { connection, provider, trail }: Extract<Row, { kind: 'connection' }>,
  now: number | undefined,
): RowView {
  const name = provider ? t(sent(provider.label)) : connection.provider;
  const sample = isSampleId(connection.id);
  const keyless = authOf(connection, provider) === 'none';
  const kind = connection.problem ? 'refused' : sample ? 'sample' : 'own';
  const told = connection.problem ? undefined : trail;
  const words = told && trailWords(told, now);
  const about = sample ? t('made-up data') : [name, host(connection.baseUrl)].filter(Boolean).join(' · ');
  return {
    label: connection.label,
    description: connection.problem ?? [...(words?.short ?? []), about].join(' · '),
    icon: connection.problem ? 'warning' : 'plug',
    color: told && colorOf(told),
    context: `connection ${kind}${keyless ? ' keyless' : ''}${provider?.parseReference && kind === 'own' ? ' tracks' : ''}`,
    accessibleLabel: commas([
      t('Connection {0}', connection.label),
      name,
      connection.problem,
      ...(words?.long ?? []),
    ]),
    expandable: true,
  };
}

export function collectionView(row: CollectionRow, now: number | undefined): RowView {
  const { item, trail } = row;
  const batch = item.holds === 'runs' || !trail;
  const outcome = batch ? outcomeOfBatch(row) : trail.batches[0].outcome;
  const [icon, color] = outcome ? outcomeIcons[outcome] : [item.icon, undefined];
  const created = item.createdAt?.ms === undefined ? undefined : item.createdAt;
  const named = item.nameless && created ? undefined : item.title;
  const label = named ?? (created ? shortDateWords(created, now) : item.title);
  const words = batch ? batchWords(row, named !== undefined, now) : trailWords(trail, now, item.archived);
  const dimmed = trail?.seenAt !== undefined;
  return {
    label,
    description: words.short.join(' · '),
    icon: dimmed ? icon.replace('loading~spin', 'sync') : icon,
    color: dimmed ? dim : color,
    context: [
      ...['collection', item.holds, batch ? outcome : item.outcome],
      ...[isGoing(item) && 'running', item.tracked && 'tracked'],
    ]
      .filter(Boolean)
      .join(' '),
    accessibleLabel: commas([
      namedWithNoun(item.noun, label),
      batch && outcome && outcome !== 'unknown' ? outcomeWord(outcome) : undefined,
      ...words.long,
    ]),
    expandable: true,
  };
}

/** `Simulation Refunds`; a name that says already what it is stands alone. @param noun as the provider marked it */
export function namedWithNoun(noun: string, label: string): string {
  const word = t(sent(noun));
  return label.startsWith(word) ? label : `${word} ${label}`;
}

/** What comes from the archive is dimmed, whatever it says. */
const dim = 'disabledForeground';

/** For eyes in a narrow row, and in full for ears. */
interface Words {
  readonly short: readonly string[];
  readonly long: readonly string[];
}

function outcomeOfBatch({ item, judged, trail }: CollectionRow): Outcome | undefined {
  if (judged) return outcomeOfRuns(judged, item.outcome);
  return trail?.batches[0].judged?.kept ? trail.batches[0].outcome : item.outcome;
}

function batchWords(
  { item, judged, trail }: CollectionRow,
  isNamed: boolean,
  now: number | undefined,
): Words {
  const kept = trail?.batches[0].judged?.kept ? trail.batches[0].judged : undefined;
  const known = judged ?? kept;
  const runs = item.trail ?? [];
  const seen = seenWords(trail, item.archived, now);
  const dated = isNamed && item.createdAt?.ms !== undefined ? [dateWords(item.createdAt)] : [];
  return {
    short: filled([countsOf(item, known, 'short'), trailMarks(runs), ...(seen.length > 0 ? seen : dated)]),
    long: filled([
      countsOf(item, known),
      runs.length > 1 ? t('newest runs {0}', commas(runs.map(outcomeWord))) : undefined,
      ...seen,
    ]),
  };
}

/** In a row; the tooltip has them all. */
const mostBefore = 3;

/** The newest batch with its figures, and the rates of those before it. */
function trailWords(trail: Trail, now: number | undefined, archived?: Archived): Words {
  const [newest, ...all] = trail.batches;
  const older = all.slice(0, mostBefore);
  const before = trailRates(older);
  const counts = newest.judged && judgedWords(newest.judged);
  const seen = seenWords(trail, archived, now);
  const dated = newest.at === undefined ? [] : [shortDateWords({ ms: newest.at, raw: newest.at }, now)];
  return {
    short: filled([
      newest.judged && judgedWords(newest.judged, 'short'),
      before && t('before: {0}', before),
      ...(seen.length > 0 ? seen : dated),
    ]),
    long: filled([
      t('newest {0}', outcomeWord(newest.outcome)),
      counts,
      before && t('before it {0}', before),
      ...seen,
    ]),
  };
}

/** A row that is archived itself says so anyway. */
function seenWords(
  trail: Trail | undefined,
  archived: Archived | undefined,
  now: number | undefined,
): string[] {
  const seenAt = trail?.seenAt;
  return seenAt === undefined || archived ? [] : archivedWords({ seenAt, gone: undefined }, now ?? seenAt);
}

function colorOf({ batches, seenAt }: Trail): string | undefined {
  return seenAt === undefined ? outcomeIcons[batches[0].outcome][1] : dim;
}

function filled(words: readonly (string | undefined)[]): string[] {
  return words.filter((word): word is string => word !== undefined && word !== '');
}

function host(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
