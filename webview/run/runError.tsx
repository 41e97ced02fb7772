import type { VNode } from 'preact';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { ErrorView } from '../../src/panel/run/views.ts';
import { usePage } from './page.ts';
import { CopyButton, Section } from '../kit/section.tsx';
import { LongText } from './text.tsx';
import './runError.css';

/** The technical error that ended the run. */
export function RunErrorSection({ error }: { readonly error: ErrorView }): VNode {
  const { post } = usePage();
  return (
    <Section name={msg('Error')} class="error-section">
      {error.message ? (
        <LongText
          class="error-message"
          part={{ of: 'errorMessage', index: 0 }}
          text={error.message}
          what={t('the error')}
        />
      ) : (
        <p class="quiet">{t('The service reported an error without a message.')}</p>
      )}
      <div class="details-head">
        <h3>{t('Technical details')}</h3>
        {error.technicalDetails && (
          <CopyButton
            what={t('technical details')}
            onCopy={() => post({ type: 'copyPart', part: { of: 'technicalDetails', index: 0 } })}
          />
        )}
      </div>
      {error.technicalDetails ? (
        <LongText
          class="technical"
          preformatted
          part={{ of: 'technicalDetails', index: 0 }}
          text={error.technicalDetails}
          what={t('the technical details')}
        />
      ) : (
        <p class="quiet">{t('not reported')}</p>
      )}
    </Section>
  );
}
