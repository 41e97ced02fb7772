/**
 * The fault table: a row for each fault, tried with each provider over real sockets, TLS and a proxy. A row names
 * the reason, the sentence, the next step and the button; what was loaded before stays on screen with it.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noSystemStore } from '../../support/proxy/trust.ts';
import { oddities } from './oddities.ts';
import type { Scene } from './scene.ts';
import { goodRows, impatient, providerIds, setScene } from './scene.ts';
import type { Fault, Told } from './table.ts';
import { faults } from './table.ts';

for (const provider of providerIds) {
  describe(`${provider}: what is told, and what stays`, { concurrency: 8 }, () => {
    for (const fault of faults) {
      it(fault.name, { skip: fault.at === 'plain' ? undefined : noSystemStore }, async (t) => {
        const isLate = toldTo(fault, provider)[0] === 'timeout';
        const limits = { ...(isLate && impatient), ...fault.limits };
        const scene = await setScene(t, provider, fault.at, limits);
        await fault.strike(scene);
        const again = await scene.reload();
        assert.deepEqual(
          again.failure && [
            again.failure.reason,
            again.failure.sentence,
            again.failure.nextStep,
            again.failure.button,
          ],
          filled(toldTo(fault, provider), scene),
        );
        assert.deepEqual(again.runs, goodRows[provider]);
        assert.match(again.failure?.description ?? '', / Showing what was loaded before\.$/);
        const first = await scene.load();
        assert.deepEqual([first.runs, first.failure?.reason], [[], again.failure?.reason]);
        assert.equal(first.failure?.description, first.failure?.nextStep);
      });
    }
  });
}

for (const provider of providerIds) {
  describe(`${provider}: what is shown of an odd answer`, () => {
    for (const oddity of oddities) {
      it(oddity.name, async (t) => {
        const scene = await setScene(t, provider, 'plain');
        scene.answer = oddity.answer(provider);
        const first = await scene.load();
        assert.equal(first.failure, undefined);
        assert.deepEqual(first.runs.toSorted(byNumber), oddity.runs[provider].toSorted(byNumber));
        assert.equal(first.below.at(-1), oddity.below?.[provider]);
      });
    }
  });
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function toldTo({ told }: Fault, provider: Scene['provider']): Told {
  return 'cognigy' in told ? told[provider] : told;
}

function filled(told: Told, scene: Scene): string[] {
  return told.map((text) =>
    text.replaceAll('{host}', scene.host).replaceAll('{proxy}', new URL(scene.proxy.url).host),
  );
}
