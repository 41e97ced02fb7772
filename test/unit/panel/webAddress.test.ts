import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webAddress } from '../../../src/panel/run/webAddress.ts';

test('a link of a transcript leads where a browser would go', () => {
  const written = [
    'https://example.com/a?b=c#d',
    'HTTP://example.com',
    'https:////example.com/page',
    'https:example.com/page',
    'https:\\\\example.com\\page',
    'https://example.com/größe',
  ];
  assert.deepEqual(written.map(webAddress), [
    'https://example.com/a?b=c#d',
    'http://example.com/',
    'https://example.com/page',
    'https://example.com/page',
    'https://example.com/page',
    'https://example.com/gr%C3%B6%C3%9Fe',
  ]);
});

test('what is no web page is not opened', () => {
  const written = [
    ...['', 'example.com', 'https://', 'https://[', 'file:///etc/passwd', 'command:workbench.action.quit'],
    ...['vscode://publisher.name/open', 'javascript:alert(1)', 'data:text/html,x'],
  ];
  assert.deepEqual(written.map(webAddress), Array(9).fill(undefined));
});
