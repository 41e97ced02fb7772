import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Part } from '../../src/panel/run/protocol.ts';
import { parseSent } from '../../src/core/kit/sentJson.ts';
import { t } from '../../src/core/kit/l10n.ts';
import { ignoreStale } from '../kit/ask.ts';
import { JsonTree } from '../kit/jsonTree.tsx';
import { partKey, usePage } from './page.ts';
import { LongText } from './text.tsx';

interface PulledJsonProps {
  readonly part: Part;
  readonly label: string;
}

/**
 * JSON that is fetched from the host when it is first looked at. While something is found in it, it is shown as
 * the text that was searched, so that the matches can be marked where they are. What an older snapshot of the run
 * had stays until that of the new one is here.
 */
export function PulledJson({ part, label }: PulledJsonProps): VNode {
  const { client, generation, isFound } = usePage();
  const key = partKey(part);
  const [text, setText] = useState<string | undefined>();
  useEffect(() => {
    let wanted = true;
    client.text(part).then(
      (pulled) => {
        if (wanted) setText(pulled);
      },
      // Asked about an older snapshot of the run: it is asked about the new one.
      ignoreStale,
    );
    return () => {
      wanted = false;
    };
  }, [client, key, generation]);
  if (text === undefined) return <p class="quiet">{t('Loading…')}</p>;
  if (isFound(key)) {
    return <LongText preformatted part={part} text={{ text, chars: text.length }} what={label} />;
  }
  return <JsonTree value={parseSent(text)} label={label} />;
}
