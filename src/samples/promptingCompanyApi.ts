/** The one public agent-simulation route of The Prompting Company (docs/contracts.md B4, B5). */
import type { Json } from '../core/run/run.ts';
import type { Api, ApiRequest, Refusal as RefusalType, RefusalKind } from './api.ts';
import { Refusal, choiceParameter, integerParameter, mentions } from './api.ts';
import { compare } from './paging.ts';
import type { JsonObject, PromptingCompanyRecords, Timeline } from './sampleData.ts';
import { objectOf, textOf } from './sampleData.ts';

export function promptingCompanyApi(records: Timeline<PromptingCompanyRecords>): Api {
  return {
    answer: (request) => {
      if (request.path.join('/') !== 'api/v1/agent-simulation/runs')
        throw new Refusal('notFound', 'not found');
      return runs(request, records(request.now));
    },
    refuse: (refusal) => {
      const [status, code] = codes[refusal.kind];
      const details = detailsOf(refusal);
      return { status, body: { ok: false, code, message: wordsOf(refusal), ...(details && { details }) } };
    },
  };
}

const codes: Readonly<Record<RefusalKind, readonly [status: number, code: string]>> = {
  missingArgument: [422, 'VALIDATION_ERROR'],
  invalidArgument: [422, 'VALIDATION_ERROR'],
  notFound: [404, 'NOT_FOUND'],
  methodNotAllowed: [405, 'METHOD_NOT_ALLOWED'],
  noKey: [401, 'UNAUTHORIZED'],
  wrongKey: [401, 'UNAUTHORIZED'],
  foreignHost: [403, 'FORBIDDEN'],
  internal: [500, 'INTERNAL'],
};

function wordsOf(refusal: RefusalType): string {
  switch (refusal.kind) {
    case 'missingArgument':
    case 'invalidArgument':
      return 'validation_failed';
    case 'noKey':
      return 'authentication required';
    case 'wrongKey':
      return 'invalid api key';
    case 'notFound':
    case 'methodNotAllowed':
    case 'foreignHost':
    case 'internal':
      return refusal.message;
  }
}

function detailsOf(refusal: RefusalType): Json | undefined {
  if (refusal.parameter === undefined) return undefined;
  return { issues: [{ path: [refusal.parameter], message: refusal.message }] };
}

function runs({ query }: ApiRequest, records: PromptingCompanyRecords): Json {
  const page = integerParameter(query, 'page', { fallback: 1, min: 1, max: 1_000_000 });
  const pageSize = integerParameter(query, 'pageSize', { fallback: 20, min: 1, max: 100 });
  const field = choiceParameter(query, 'orderBy', orderable) ?? 'createdAt';
  const sign = choiceParameter(query, 'order', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const found = records.runs
    .filter((run) => matches(run, query))
    .sort((a, b) => sign * compare(a[field], b[field]));
  return {
    ok: true,
    data: { runs: found.slice((page - 1) * pageSize, page * pageSize), total: found.length },
  };
}

/** `createdAt` is what a known client sends (B4); the others are our reading of "orderBy". */
const orderable = ['createdAt', 'updatedAt', 'startedAt', 'completedAt', 'overallScore', 'costUsd'] as const;

function matches(run: JsonObject, query: URLSearchParams): boolean {
  const metadata = objectOf(run, 'metadata');
  const equal = (name: string, value: Json | undefined): boolean => {
    const wanted = query.get(name);
    return !wanted || wanted === value;
  };
  const search = query.get('search');
  return (
    equal('environmentId', run['environmentId']) &&
    equal('taskId', run['taskId']) &&
    equal('status', run['status']) &&
    equal('experimentId', metadata?.['experimentId']) &&
    equal('iterationId', metadata?.['iterationId']) &&
    (!search || mentions(search, searchable(run)))
  );
}

function searchable(run: JsonObject): (string | undefined)[] {
  const environment = objectOf(run, 'environment');
  const task = objectOf(run, 'task') ?? (environment && objectOf(environment, 'task'));
  return [
    textOf(run, 'id'),
    textOf(run, 'status'),
    task && textOf(task, 'name'),
    environment && textOf(environment, 'name'),
  ];
}
