import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Template } from '../../../shared/contract/templates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { ChangedText } from '../../ui/changed-text.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { answeredFor, STAGE_TITLES, templateState } from './template-words.ts';
import classes from './templates.module.css';

/** Every version of a letter, with what it changed against the one before, and a way to use it again. */
export function VersionsDialog(props: {
  readonly template: Template;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onUseAgain: (version: Template) => void;
}) {
  const { stage, language } = props.template;
  const [chosen, choose] = useState<number | null>(null);
  const versions = useQuery({
    ...useQueries().templates.versions.queryOptions({ input: { stage, language } }),
    enabled: props.opened,
  });
  const all = [...(versions.data ?? [])].sort((left, right) => right.version - left.version);
  const shown = all.find(({ version }) => version === chosen) ?? all[0];
  const before = shown ? all.find(({ version }) => version < shown.version) : undefined;
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={`Versions of the letter “${STAGE_TITLES[stage]}”`}
      size={920}
    >
      {versions.error ? <ErrorState error={versions.error} onRetry={() => void versions.refetch()} /> : null}
      <div className={classes.versions}>
        <ul className={classes.versionList} aria-label="Versions">
          {all.map((version) => {
            const state = templateState(version, false);
            return (
              <li key={version.id}>
                <button
                  type="button"
                  className={classes.version}
                  aria-pressed={version === shown}
                  onClick={() => choose(version.version)}
                >
                  <span>
                    <b>Version {version.version}</b> <Tag tone={state.tone}>{state.text}</Tag>
                  </span>
                  <span className={classes.second}>
                    <InstantText at={version.createdAt} /> · {version.createdBy}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
        {shown ? (
          <section className={classes.versionText} aria-label={`Version ${shown.version}`}>
            <p className={classes.second}>
              {before ? `What changed against version ${before.version}. ` : 'The first version. '}
              {answeredFor(shown)}
            </p>
            <div className={classes.compared}>
              <b>
                <ChangedText before={before?.subject ?? shown.subject} after={shown.subject} />
              </b>
              <ChangedText before={before?.body ?? shown.body} after={shown.body} />
            </div>
            {shown.version === props.template.version ? (
              <p className={classes.second}>This version is in use.</p>
            ) : (
              <Button onClick={() => props.onUseAgain(shown)}>Use version {shown.version} again</Button>
            )}
          </section>
        ) : null}
      </div>
    </Modal>
  );
}
