import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { DisputeView } from '../../../shared/contract/disputes.ts';
import { IconButton } from '../../ui/command-button.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import actions from '../account/action-dialog.module.css';
import classes from './disputes.module.css';

export type Papers = DisputeView['papers'];

/** The papers that settle a dispute: a tick says that one is there, Enter in the field adds another. */
export function PaperList(props: { readonly papers: Papers; readonly onChange: (papers: Papers) => void }) {
  const { papers, onChange } = props;
  const { today } = useFormat();
  const [name, setName] = useState('');
  const add = () => {
    const added = name.trim();
    if (added === '' || papers.some((paper) => paper.name === added)) return;
    onChange([...papers, { name: added, receivedOn: null }]);
    setName('');
  };
  return (
    <fieldset className={actions.fieldset}>
      <legend className={actions.legend}>Papers needed; tick what is there</legend>
      <div className={actions.choices}>
        {papers.map((paper) => (
          <div key={paper.name} className={classes.paper}>
            <Checkbox
              label={paper.name}
              checked={paper.receivedOn !== null}
              onChange={() => onChange(ticked(papers, paper.name, today))}
            />
            <IconButton
              label={`Not needed: ${paper.name}`}
              icon={<IconX size={14} />}
              onClick={() => onChange(papers.filter((one) => one.name !== paper.name))}
            />
          </div>
        ))}
      </div>
      <div className={classes.addPaper}>
        <TextInput
          aria-label="Another paper"
          placeholder="Another paper"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add} disabled={name.trim() === ''}>
          Add
        </Button>
      </div>
    </fieldset>
  );
}

/** The papers with one ticked as received today, or not received any more. */
export function ticked(papers: Papers, name: string, today: Papers[number]['receivedOn']): Papers {
  return papers.map((paper) =>
    paper.name === name ? { name, receivedOn: paper.receivedOn === null ? today : null } : paper,
  );
}
