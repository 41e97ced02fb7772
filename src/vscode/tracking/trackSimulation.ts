/** *Track Simulation by Reference...*: for keys that may read runs but not list scenarios. */
import { type Message, msg, sent, t } from '../../core/kit/l10n.ts';
import { sentences } from '../../core/kit/punctuation.ts';
import type { Connection, Provider, TrackedSimulation } from '../../core/provider/provider.ts';
import {
  placeOf,
  readPasted,
  stepAfter,
  stepBefore,
  testTracked,
  withoutTracked,
  withTracked,
  type TrackingDraft,
  type TrackingStep,
} from '../../services/connections/tracking.ts';
import { showInformation } from '../door.ts';
import { askText } from '../steps.ts';
import type { TrackingNeeds } from './needs.ts';

const title = msg('Track Simulation by Reference');

export async function trackSimulation(needs: TrackingNeeds, argument: unknown): Promise<void> {
  const { connections, chooser, drafts } = needs;
  const canTrack = (connection: Connection) =>
    connections.isOwn(connection) && connections.providerOf(connection)?.parseReference !== undefined;
  const connection = await chooser.connection(argument, t(title), canTrack);
  const provider = connection && connections.providerOf(connection);
  if (!connection || !provider?.parseReference || !canTrack(connection)) return;
  const asked = await askAll(needs, connection, provider, provider.parseReference);
  if (!asked) return;
  drafts.keepTracking(connection.id, undefined);
  await track(needs, connection.id, asked);
}

interface Asked {
  readonly tracked: TrackedSimulation;
  readonly found: string;
}

/** @returns `undefined` when the person left; what they typed is there the next time */
async function askAll(
  needs: TrackingNeeds,
  connection: Connection,
  provider: Provider,
  parse: (input: string) => TrackedSimulation | undefined,
): Promise<Asked | undefined> {
  let draft: TrackingDraft = needs.drafts.tracking(connection.id);
  let found = '';
  for (let at: TrackingStep = 'first'; ;) {
    const step: TrackingStep = at;
    const read = (text: string) => readPasted(parse, step, { ...draft, [step]: text });
    const verify = async (text: string, signal: AbortSignal) => {
      const pasted = read(text);
      if (pasted.kind !== 'both') return undefined;
      const tested = await test(needs, connection, provider, pasted.tracked, signal);
      found = 'found' in tested ? tested.found : t('The test failed.');
      return 'found' in tested ? undefined : tested.problem;
    };
    const answer = await askText({
      title: t(title),
      canGoBack: step !== 'first',
      value: draft[step],
      prompt:
        step === 'label'
          ? sentences([t(prompts.label), found])
          : step === 'first'
            ? t(sent(provider.referenceHint ?? prompts.first))
            : t(prompts[step]),
      problemOf: (text) => {
        const pasted = step === 'label' ? undefined : read(text);
        return pasted?.kind === 'none' ? pasted.problem : undefined;
      },
      verify: step === 'label' ? undefined : verify,
    });
    draft = { ...draft, [step]: answer.text };
    needs.drafts.keepTracking(connection.id, draft);
    if (answer.kind === 'left') return undefined;
    const next: TrackingStep | TrackedSimulation =
      answer.kind === 'next' ? stepAfter(parse, step, draft) : stepBefore(parse, step, draft);
    if (typeof next === 'object') return { tracked: next, found };
    at = next;
  }
}

const prompts: Readonly<Record<TrackingStep, Message>> = {
  first: msg('Paste the address of the simulation, or enter the reference of its scenario.'),
  second: msg('Reference of the simulation.'),
  label: msg('A name for the tree (may stay empty).'),
};

async function test(
  { clients, connections }: TrackingNeeds,
  connection: Connection,
  provider: Provider,
  tracked: TrackedSimulation,
  signal: AbortSignal,
) {
  const place = placeOf(connection, provider, tracked);
  if (!place) return { problem: t('This simulation cannot be tracked.') };
  const client = await (await clients.get()).connect(connection, () => connections.keyOf(connection));
  return testTracked(client, place, signal);
}

/** Into the connection as it is by now, and undone from the connection as it is then. */
async function track({ connections, reveal }: TrackingNeeds, id: string, asked: Asked): Promise<void> {
  const { tracked, found } = asked;
  const connection = connections.get(id);
  if (!connection) return;
  await connections.save(withTracked(connection, tracked));
  const place = placeOf(connection, connections.providerOf(connection), tracked);
  if (place) await reveal(place);
  const name = tracked.label ?? tracked.simulation ?? tracked.scenario;
  const undo = t('Undo');
  if ((await showInformation(t('{0} tracks {1}: {2}', connection.label, name, found), undo)) !== undo) return;
  const now = connections.get(id);
  if (now) await connections.save(withoutTracked(now, tracked));
}
