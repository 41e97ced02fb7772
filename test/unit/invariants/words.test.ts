/** What a person reads can be said in other languages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messagesOf } from '../../support/l10n/messages.ts';
import { root } from './sources.ts';

const { messages, mistakes } = messagesOf(root);

test('messages are whole texts, and are said when the language is known', () => {
  assert.deepEqual(mistakes, []);
  assert.equal(messages.get('just now'), 'src/core/kit/format.ts');
});
