import type { ConnectionFormView } from '../../../shared/contract/connections.ts';
import { AddressList } from './address-list.tsx';
import classes from './connections.module.css';

/** What is read, and how to give Duebook no more rights than that. */
export function ConnectionGuide({ form }: { readonly form: ConnectionFormView }) {
  const { guide } = form;
  return (
    <aside className={classes.guide} aria-label={`How to set ${form.system} up`}>
      <h2>What is read</h2>
      <p>{guide.reads}</p>
      <h2>{form.kind === 'folder' ? 'How to set it up' : 'A sign-in that may only read'}</h2>
      <ol>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {guide.addresses === undefined ? null : (
        <AddressList title="Redirect addresses" addresses={guide.addresses} />
      )}
      <p>{guide.revoke}</p>
    </aside>
  );
}
