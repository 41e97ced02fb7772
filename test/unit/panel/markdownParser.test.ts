import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkdown, type MarkdownNode } from '../../../webview/kit/markdownParser.ts';

/** Texts with their elements: `a <strong>b</strong>`; paragraphs as they are. */
function read(text: string): string {
  return parseMarkdown(text).map(written).join('');
}

function written(node: MarkdownNode): string {
  if (node.kind !== 'element') return 'text' in node ? node.text : `<${node.kind}>`;
  const inner = node.children.map(written).join('');
  return node.tag === 'p' ? inner : `<${node.tag}>${inner}</${node.tag}>`;
}

test('emphasis beside punctuation in scripts without spaces', () => {
  const cases: [text: string, shown: string][] = [
    [
      '请注意**“重要”**事項。これは**太字。**です',
      '请注意<strong>“重要”</strong>事項。これは<strong>太字。</strong>です',
    ],
    ['**중요(important)**입니다', '<strong>중요(important)</strong>입니다'],
    ['これは*「斜体」*です', 'これは<em>「斜体」</em>です'],
    ['价格为**$9.99**元', '价格为<strong>$9.99</strong>元'],
    ['**注意：**请看', '<strong>注意：</strong>请看'],
    ['กด**“ตกลง”**ได้เลย', 'กด<strong>“ตกลง”</strong>ได้เลย'],
    ['取消~~“旧”~~新', '取消<s>“旧”</s>新'],
    ['𠮷**“野”**家', '𠮷<strong>“野”</strong>家'],
    ['***重要。***です', '<em><strong>重要。</strong></em>です'],
    ['用`code`和**`代码`**吧', '用code和<strong>代码</strong>吧'],
  ];
  for (const [text, shown] of cases) assert.equal(read(text), shown, text);
});

test('elsewhere it is as CommonMark has it', () => {
  const cases: [text: string, shown: string][] = [
    ['a **bold** word', 'a <strong>bold</strong> word'],
    ['a**"b"**c', 'a**"b"**c'],
    ['** no **', '** no **'],
    ['注意 ** 重要 ** 事項', '注意 ** 重要 ** 事項'],
    ['snake_case_name', 'snake_case_name'],
    ['名前_変数_値', '名前_変数_値'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['\\(x^2\\)', '(x^2)'],
  ];
  for (const [text, shown] of cases) assert.equal(read(text), shown, text);
});
