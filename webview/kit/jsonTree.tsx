import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { isSentNumber } from '../../src/core/kit/sentJson.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { Json } from '../../src/core/run/run.ts';
import { Icon } from './icons.tsx';
import { useKit } from './page.ts';
import { CopyButton } from './section.tsx';
import { Words } from './words.tsx';
import './jsonTree.css';

interface JsonTreeProps {
  readonly value: Json;
  readonly label: string;
}

/**
 * JSON as a tree: children are made when they are opened, one tab stop, arrow keys as in VS Code's own trees.
 * The focused or hovered row offers to copy its value and its path.
 */
export function JsonTree({ value, label }: JsonTreeProps): VNode {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  const [active, setActive] = useState('');
  const toggle = (path: string, show: boolean): void => {
    const next = new Set(open);
    if (show) next.add(path);
    else next.delete(path);
    setOpen(next);
  };
  const rows = childrenOf(value);
  const first = rows[0] ? pathOf('', rows[0][0], Array.isArray(value)) : '';
  const shared = { open, toggle, active: active || first, setActive };
  if (rows.length === 0) return <p class="json-leaf">{scalar(value)}</p>;
  return (
    <ul class="json" role="tree" aria-label={label} onKeyDown={(event) => onKey(event, open, toggle)}>
      <Rows value={value} path="" level={1} {...shared} />
    </ul>
  );
}

interface RowsProps {
  readonly value: Json;
  readonly path: string;
  readonly level: number;
  readonly open: ReadonlySet<string>;
  readonly toggle: (path: string, show: boolean) => void;
  readonly active: string;
  readonly setActive: (path: string) => void;
}

const slice = 100;

function Rows({ value, path, ...shared }: RowsProps): VNode {
  const [limit, setLimit] = useState(slice);
  const rows = childrenOf(value);
  return (
    <>
      {rows.slice(0, limit).map(([key, child]) => (
        <Row key={key} name={key} value={child} path={pathOf(path, key, Array.isArray(value))} {...shared} />
      ))}
      {rows.length > limit && (
        <li role="none">
          <button class="link" onClick={() => setLimit(limit + slice)}>
            {t('Show more ({0} left)', rows.length - limit)}
          </button>
        </li>
      )}
    </>
  );
}

function Row({ name, value, path, ...shared }: RowsProps & { readonly name: string }): VNode {
  const { tell } = useKit();
  const { open, toggle, active, setActive, level } = shared;
  const branch = childrenOf(value).length > 0;
  const isOpen = branch && open.has(path);
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-expanded={branch ? isOpen : undefined}
      aria-selected={active === path}
      tabIndex={active === path ? 0 : -1}
      data-path={path}
      onFocus={(event) => {
        event.stopPropagation();
        setActive(path);
      }}
    >
      <div class="json-row" onClick={() => branch && toggle(path, !isOpen)}>
        {branch ? <Icon name={isOpen ? 'down' : 'right'} /> : <span class="icon" />}
        <span class="json-words">
          <span class="json-key">
            <Words text={name} />:
          </span>{' '}
          {branch ? (
            <span class="json-size">{sizeOf(value)}</span>
          ) : (
            <span class={`json-value ${isSentNumber(value) ? 'number' : typeof value}`}>{scalar(value)}</span>
          )}
        </span>
        {active === path && (
          <span class="json-copy" onClick={(event) => event.stopPropagation()}>
            <CopyButton
              what={t('value of {0}', name)}
              onCopy={() => tell({ type: 'copy', text: textOf(value).slice(0, maxCopied) })}
            />
            <button class="icon-button text-button" onClick={() => tell({ type: 'copy', text: path })}>
              {t('path')}
              <span class="sr-only"> {t('of {0}: copy', name)}</span>
            </button>
          </span>
        )}
      </div>
      {isOpen && (
        <ul role="group">
          <Rows value={value} path={path} {...shared} level={level + 1} />
        </ul>
      )}
    </li>
  );
}

const maxCopied = 250_000;

function onKey(
  event: KeyboardEvent,
  open: ReadonlySet<string>,
  toggle: (path: string, show: boolean) => void,
): void {
  const tree = event.currentTarget;
  const item = event.target;
  if (!(tree instanceof HTMLElement) || !(item instanceof HTMLElement) || item.role !== 'treeitem') return;
  const path = item.dataset['path'] ?? '';
  const expandable = item.ariaExpanded !== null;
  const items = [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
  const at = items.indexOf(item);
  const parent = item.parentElement?.closest<HTMLElement>('[role=treeitem]');
  switch (event.key) {
    case 'ArrowDown':
      items[at + 1]?.focus();
      break;
    case 'ArrowUp':
      items[at - 1]?.focus();
      break;
    case 'Home':
      items[0]?.focus();
      break;
    case 'End':
      items.at(-1)?.focus();
      break;
    case 'ArrowRight':
      if (expandable && !open.has(path)) toggle(path, true);
      else if (expandable) items[at + 1]?.focus();
      break;
    case 'ArrowLeft':
      if (expandable && open.has(path)) toggle(path, false);
      else parent?.focus();
      break;
    case 'Enter':
    case ' ':
      if (expandable) toggle(path, !open.has(path));
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function childrenOf(value: Json): (readonly [string, Json])[] {
  if (value === null || typeof value !== 'object' || isSentNumber(value)) return [];
  return isList(value) ? value.map((each, at) => [String(at), each] as const) : Object.entries(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A path that can be pasted into code: `.items[3]["odd key"]`. */
function pathOf(parent: string, key: string, inList: boolean): string {
  if (inList) return `${parent}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key)
    ? `${parent}${parent === '' ? '' : '.'}${key}`
    : `${parent}[${JSON.stringify(key)}]`;
}

function sizeOf(value: Json): string {
  const count = childrenOf(value).length;
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}

function scalar(value: Json): VNode {
  const text =
    value !== null && typeof value === 'object' && !isSentNumber(value)
      ? isList(value)
        ? '[]'
        : '{}'
      : JSON.stringify(value);
  return (
    <span dir="auto">
      <Words text={typeof value === 'string' ? value : text} />
    </span>
  );
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
