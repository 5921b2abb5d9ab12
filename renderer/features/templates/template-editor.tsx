import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Template } from '../../../shared/contract/templates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { FieldMenu } from './field-menu.tsx';
import { SourceField } from './source-field.tsx';
import { TemplatePreview, useTemplatePreview } from './template-preview.tsx';
import {
  answeredFor,
  insertedAt,
  insertion,
  isSameWording,
  STAGE_TITLES,
  templateState,
  type Wording,
} from './template-words.ts';
import classes from './templates.module.css';
import { useTemplateActions } from './use-template-actions.ts';
import type { UnsavedWording } from './use-unsaved-wording.ts';
import { VersionsDialog } from './versions-dialog.tsx';

/** The wording of one letter: its source at the left, how it reads at the right. */
export function TemplateEditor(props: {
  readonly template: Template;
  readonly unsaved: UnsavedWording;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { template, unsaved } = props;
  const source = useRef<HTMLTextAreaElement>(null);
  const [dialog, setDialog] = useState<'versions' | 'approve' | 'fields' | null>(null);
  const status = useQuery(useQueries().app.status.queryOptions()).data;
  const actor = status?.state === 'ready' ? status.actor : 'You';
  const [written, setWritten] = useState(() => unsaved.of(template));
  const changed = written && !isSameWording(written, template) ? written : null;
  const wording: Wording = changed ?? { subject: template.subject, body: template.body };
  const preview = useTemplatePreview(template, wording);
  const forget = () => {
    setWritten(null);
    unsaved.forget(template);
  };
  const actions = useTemplateActions(forget);
  const write = (part: Partial<Wording>) => {
    const next = { ...wording, ...part };
    actions.forgetError();
    setWritten(next);
    unsaved.write(template, next);
  };
  const insert = (name: string) => {
    const field = source.current;
    const from = field?.selectionStart ?? wording.body.length;
    const { text, cursor } = insertedAt(wording.body, from, field?.selectionEnd ?? from, insertion(name));
    write({ body: text });
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(cursor, cursor);
    });
  };
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `template.${id}`,
    title,
    group: 'Edit',
    keys,
    run,
  });
  useCommands([
    ...(props.opened ? [command('close', 'Back', ['esc'], props.onClose)] : []),
    ...(changed
      ? [
          command('save', 'Save as a new version', ['mod+s'], () => void actions.save(template, changed)),
          command('forget', 'Take the changes back', [], forget),
        ]
      : []),
    ...(!changed && !template.approved
      ? [command('approve', 'Approve the wording', ['a'], () => setDialog('approve'))]
      : []),
    command('versions', 'Versions', ['v'], () => setDialog('versions')),
    command('edit', 'Edit the wording', ['e'], () => source.current?.focus()),
    command('insert', 'Insert a field', ['mod+i'], () => setDialog('fields')),
  ]);
  const state = templateState(template, changed !== null);
  const problem = problemOf(actions.error, preview.data?.error ?? null);
  const located = problem !== null && problem.line !== null;
  return (
    <Pane
      label={`Letter ${STAGE_TITLES[template.stage]}`}
      title={STAGE_TITLES[template.stage]}
      subtitle={
        <>
          version {template.version} <Tag tone={state.tone}>{state.text}</Tag>
        </>
      }
      ownScroll
      actions={
        <>
          <CommandButton command="template.close" />
          <CommandButton command="template.forget" label="Take back" />
          <CommandButton command="template.versions" />
          <CommandButton command="template.approve" label="Approve" variant="filled" />
          <CommandButton command="template.save" label="Save version" variant="filled" />
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.writing}>
          {template.approved && !changed ? null : (
            <p className={classes.notice}>
              {changed
                ? 'Once saved, this is a new version that nobody has approved. '
                : `${answeredFor(template)} `}
              Until somebody answers for the wording, every letter written with it carries the remark
              “wording”.
            </p>
          )}
          <label className={classes.subjectRow}>
            <span>Subject</span>
            <input
              className={classes.subject}
              maxLength={500}
              value={wording.subject}
              onChange={(event) => write({ subject: event.currentTarget.value })}
            />
          </label>
          <div className={classes.tools}>
            <FieldMenu
              opened={dialog === 'fields'}
              onOpened={(opened) => setDialog(opened ? 'fields' : null)}
              onPick={insert}
            />
          </div>
          <div className={classes.scroller}>
            <SourceField
              ref={source}
              label="Wording"
              value={wording.body}
              errorLine={problem?.line ?? null}
              onChange={(body) => write({ body })}
              onLeave={() => source.current?.blur()}
            />
          </div>
          {actions.error && !located ? <ErrorLine error={actions.error} /> : null}
          {problem && (located || !actions.error) ? (
            <p className={classes.problem} role={actions.error ? 'alert' : 'status'}>
              {problem.line === null ? '' : `Line ${problem.line}: `}
              {problem.message}
            </p>
          ) : null}
        </div>
        <TemplatePreview preview={preview} />
      </div>
      <VersionsDialog
        template={template}
        opened={dialog === 'versions'}
        onClose={() => setDialog(null)}
        onUseAgain={({ subject, body }) => {
          setDialog(null);
          void actions.save(template, { subject, body });
        }}
      />
      <Confirm
        opened={dialog === 'approve'}
        title={`Approve version ${template.version} of “${STAGE_TITLES[template.stage]}”`}
        action="Approve"
        busy={actions.busy}
        onClose={() => setDialog(null)}
        onConfirm={() => {
          setDialog(null);
          void actions.approve(template);
        }}
      >
        <p>
          {actor} answers for this wording from now on; the log keeps it. Letters written with it go out
          without a remark.
        </p>
        <p className={classes.second}>
          Approve only what your company agreed to: threats of legal steps, fees and new terms are not yours
          to grant.
        </p>
      </Confirm>
    </Pane>
  );
}

/** What is wrong with the wording and in which line of the body, from saving or from the preview. */
function problemOf(
  saveError: unknown,
  previewError: { readonly message: string; readonly line: number | null } | null,
) {
  if (saveError) {
    const { text, details } = shownError(saveError);
    return {
      message: text,
      line: details.part !== 'subject' && typeof details.line === 'number' ? details.line : null,
    };
  }
  if (!previewError) return null;
  const inSubject = /\bsubject\b/u.test(previewError.message);
  return { message: previewError.message, line: inSubject ? null : previewError.line };
}
