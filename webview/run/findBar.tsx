import type { Ref, VNode } from 'preact';
import { formatCount, plural } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { FindQuery } from '../../src/panel/run/protocol.ts';
import type { Find } from './find.ts';
import { Icon } from '../kit/icons.tsx';

interface FindBarProps {
  readonly find: Find;
  readonly field: Ref<HTMLInputElement>;
  readonly onStep: (by: 1 | -1) => void;
  readonly onLeave: () => void;
}

export function FindBar({ find, field, onStep, onLeave }: FindBarProps): VNode {
  const { query, setQuery } = find;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === 'F3') {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      setQuery({ ...query, text: '' });
      onLeave();
    }
  };
  return (
    <div class="find" role="search">
      <div class={`find-field ${find.error ? 'bad' : ''}`}>
        <input
          type="search"
          aria-label={t('Find in transcript')}
          placeholder={t('Find in transcript')}
          title={t('Find in everything on this page (/)')}
          spellcheck={false}
          value={query.text}
          ref={field}
          onInput={(event) => setQuery({ ...query, text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Toggle of="matchCase" label={t('Match case')} face="Aa" find={find} />
        <Toggle of="wholeWord" label={t('Match whole word')} face="ab" find={find} />
        <Toggle of="regex" label={t('Use regular expression')} face=".*" find={find} />
      </div>
      <span class="find-count" role="status">
        {countWords(find)}
      </span>
      <button
        class="icon-button"
        aria-label={t('Previous match')}
        title={t('Previous match (Shift+Enter)')}
        onClick={() => onStep(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        class="icon-button"
        aria-label={t('Next match')}
        title={t('Next match (Enter)')}
        onClick={() => onStep(1)}
      >
        <Icon name="down" />
      </button>
    </div>
  );
}

interface ToggleProps {
  readonly of: 'matchCase' | 'wholeWord' | 'regex';
  readonly label: string;
  readonly face: string;
  readonly find: Find;
}

function Toggle({ of, label, face, find: { query, setQuery } }: ToggleProps): VNode {
  const next: FindQuery = { ...query, [of]: !query[of] };
  return (
    <button
      class={`find-toggle ${of}`}
      aria-label={label}
      title={label}
      aria-pressed={query[of]}
      onClick={() => setQuery(next)}
      data-face={face}
    />
  );
}

function countWords({ query, error, searching, total, matches, current }: Find): string {
  if (!query.text) return '';
  if (error) return error;
  if (searching && total === 0) return t('Searching…');
  if (total === 0) return t('No results');
  const [at, all] = [formatCount(current + 1), formatCount(total)];
  if (current < 0) return plural(total, 'result');
  return matches.length < total
    ? t('{0} of {1} shown ({2} in all)', at, formatCount(matches.length), all)
    : t('{0} of {1}', at, all);
}
