/** Rows of the search: results under what they are in, filters that can be taken away, and what there is to say. */
import * as vscode from 'vscode';
import { formatBytes, plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { outcomeIcons } from '../../core/rows/outcomeIcons.ts';
import type { Archiving } from '../../services/archiving/archiving.ts';
import type { FoundGroup, FoundHit } from '../../services/search/found.ts';
import { filterText, type FilterToken } from '../../services/search/query.ts';

export interface Row extends vscode.QuickPickItem {
  readonly found?: FoundHit;
  readonly filter?: FilterToken;
  /** To search only there. */
  readonly group?: FoundGroup;
  readonly settings?: boolean;
  /** To keep all that the services have. */
  readonly keepAll?: boolean;
}

export function filtersHeading(): Row {
  return { label: t('filters (Enter removes)'), kind: vscode.QuickPickItemKind.Separator };
}

export function archiveIsOff(): readonly Row[] {
  return [
    {
      ...says(t('The archive is off, so there is nothing to search.'), 'circle-slash'),
      detail: t('Open the setting agentRuns.archive.enabled'),
      settings: true,
    },
  ];
}

/** Where little is found: nobody has looked at the rest yet. */
export function keepAllRow(): Row {
  return {
    ...says(t('Keep All Runs...'), 'archive'),
    description: t('only runs that were looked at are searched; this archives all that a service has'),
    keepAll: true,
  };
}

/** The name of a group beside its first hit would take the room of what was found. */
export const line: Row = { label: '', kind: vscode.QuickPickItemKind.Separator };

export function groupRow(group: FoundGroup): Row {
  const { label, description } = group;
  return {
    ...{ label, description, iconPath: new vscode.ThemeIcon('list-tree'), alwaysShow: true, group },
    buttons: [{ iconPath: new vscode.ThemeIcon('filter'), tooltip: t('Search Only Here (Enter)') }],
  };
}

export function foundRow(found: FoundHit): Row {
  const [icon, color] = outcomeIcons[found.hit.outcome];
  return {
    label: found.label,
    description: found.description,
    ...(found.detail === undefined ? {} : { detail: found.detail }),
    iconPath: new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined),
    buttons: [{ iconPath: new vscode.ThemeIcon('open-preview'), tooltip: t('Preview (Right Arrow)') }],
    alwaysShow: true,
    found,
  };
}

export function filterRow(filter: FilterToken): Row {
  return {
    label: filterText(filter.key, filter.value),
    iconPath: new vscode.ThemeIcon('close'),
    alwaysShow: true,
    filter,
  };
}

export function says(words: string, icon: string): Row {
  return { label: words, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true };
}

/** What there is to search. */
export async function holdings({ archive }: Archiving): Promise<Row> {
  const { runs, bytes } = await archive.status();
  return runs === 0
    ? says(t('No runs are archived yet. Those that you look at will be.'), 'archive')
    : says(t('{0}, {1} on this machine', plural(runs, 'run'), formatBytes(bytes)), 'archive');
}
