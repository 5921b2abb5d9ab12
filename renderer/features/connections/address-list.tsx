import { Button } from '@mantine/core';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import classes from './connections.module.css';

/** Addresses that have to be entered elsewhere letter by letter, each on a line of its own, with a button to copy them. */
export function AddressList(props: { readonly title: string; readonly addresses: readonly string[] }) {
  const { title, addresses } = props;
  const feedback = useFeedback();
  const copy = () =>
    copyText({ text: addresses.join('\n') }).then(
      () => feedback.say(`${title} copied`),
      (cause: unknown) => feedback.failed(cause),
    );
  return (
    <>
      <h2>{title}</h2>
      <ul className={classes.addresses}>
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      <p>
        <Button size="compact-sm" onClick={() => void copy()}>
          Copy all
        </Button>
      </p>
    </>
  );
}
